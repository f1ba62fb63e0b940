<?php
// GENERATED CODE -- DO NOT EDIT!

// Original file comments:
// Keeping the shop's customers.
//
namespace Recsys\V1;

/**
 * Keeps customer records. Every change is durable before it is answered and seen by the next recommendation.
 *
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
 * when the store cannot be written, in which case the call can be repeated.
 */
class CustomerServiceClient extends \Grpc\BaseStub {

    /**
     * @param string $hostname hostname
     * @param array $opts channel options
     * @param \Grpc\Channel $channel (optional) re-use channel object
     */
    public function __construct($hostname, $opts, $channel = null) {
        parent::__construct($hostname, $opts, $channel);
    }

    /**
     * Adds a customer.
     *
     * Errors: ALREADY_EXISTS (reason CUSTOMER_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateCustomer with `allow_missing` and no etag is the call that can be repeated freely.
     * @param \Recsys\V1\CreateCustomerRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function CreateCustomer(\Recsys\V1\CreateCustomerRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/CreateCustomer',
        $argument,
        ['\Recsys\V1\CreateCustomerResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads one customer.
     *
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND).
     * @param \Recsys\V1\GetCustomerRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetCustomer(\Recsys\V1\GetCustomerRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/GetCustomer',
        $argument,
        ['\Recsys\V1\GetCustomerResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads what the server keeps of what a customer, a session or both did. Who has no record has features all the same.
     * @param \Recsys\V1\GetCustomerFeaturesRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetCustomerFeatures(\Recsys\V1\GetCustomerFeaturesRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/GetCustomerFeatures',
        $argument,
        ['\Recsys\V1\GetCustomerFeaturesResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads several customers by id.
     * @param \Recsys\V1\BatchGetCustomersRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function BatchGetCustomers(\Recsys\V1\BatchGetCustomersRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/BatchGetCustomers',
        $argument,
        ['\Recsys\V1\BatchGetCustomersResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads all customers, page by page, in an order that stays the same.
     * @param \Recsys\V1\ListCustomersRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function ListCustomers(\Recsys\V1\ListCustomersRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/ListCustomers',
        $argument,
        ['\Recsys\V1\ListCustomersResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Changes a customer, whole or in the fields that the mask names.
     *
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `customer.etag` is given and the customer was changed since: read it again and decide anew.
     * @param \Recsys\V1\UpdateCustomerRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function UpdateCustomer(\Recsys\V1\UpdateCustomerRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/UpdateCustomer',
        $argument,
        ['\Recsys\V1\UpdateCustomerResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Erases a customer: the record, the features and sessions, cached answers, and the link from past interactions to
     * the customer. Those interactions go on counting for products, as nobody's. Done when it answers, and for good: a
     * restart does not bring anything back. What is written later under the same id belongs to a newcomer.
     *
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`, when there is neither a record nor anything
     * the customer did; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the customer was changed since.
     * @param \Recsys\V1\DeleteCustomerRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function DeleteCustomer(\Recsys\V1\DeleteCustomerRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.CustomerService/DeleteCustomer',
        $argument,
        ['\Recsys\V1\DeleteCustomerResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Takes many customers in: adds those that are new and replaces those that are not. A wrong customer is rejected
     * alone and never holds back the others; where an id comes twice, the later one holds. Each message is written as it
     * arrives, so what was sent before a call broke may be there: repeating a call is safe.
     *
     * Errors: INVALID_ARGUMENT for a message of no customers or more than 1,000; those before it are written.
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\ClientStreamingCall
     */
    public function ImportCustomers($metadata = [], $options = []) {
        return $this->_clientStreamRequest('/recsys.v1.CustomerService/ImportCustomers',
        ['\Recsys\V1\ImportCustomersResponse','decode'],
        $metadata, $options);
    }

}
