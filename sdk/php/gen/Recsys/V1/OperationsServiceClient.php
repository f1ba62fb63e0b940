<?php
// GENERATED CODE -- DO NOT EDIT!

// Original file comments:
// Watching a server, and comparing its answers with what was held out.
//
namespace Recsys\V1;

/**
 * For operators and engineers: what the server does now, and what customers really did after the moment that the
 * catalogue's interactions were cut at.
 *
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once.
 */
class OperationsServiceClient extends \Grpc\BaseStub {

    /**
     * @param string $hostname hostname
     * @param array $opts channel options
     * @param \Grpc\Channel $channel (optional) re-use channel object
     */
    public function __construct($hostname, $opts, $channel = null) {
        parent::__construct($hostname, $opts, $channel);
    }

    /**
     * Reads what the server does and holds now.
     * @param \Recsys\V1\GetServerStatusRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetServerStatus(\Recsys\V1\GetServerStatusRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.OperationsService/GetServerStatus',
        $argument,
        ['\Recsys\V1\GetServerStatusResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Watches it: sends the status at once and then at every interval, until the caller ends the call or the server stops
     * (UNAVAILABLE, reason SERVER_STOPPING).
     * @param \Recsys\V1\WatchServerStatusRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\ServerStreamingCall
     */
    public function WatchServerStatus(\Recsys\V1\WatchServerStatusRequest $argument,
      $metadata = [], $options = []) {
        return $this->_serverStreamRequest('/recsys.v1.OperationsService/WatchServerStatus',
        $argument,
        ['\Recsys\V1\WatchServerStatusResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Lists customers with held-out interactions, those with most first, page by page.
     *
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * @param \Recsys\V1\ListHeldOutCustomersRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function ListHeldOutCustomers(\Recsys\V1\ListHeldOutCustomersRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.OperationsService/ListHeldOutCustomers',
        $argument,
        ['\Recsys\V1\ListHeldOutCustomersResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads what a customer did in the held-out time: what a recommendation made now should have found. Empty for a
     * customer of whom nothing was held out.
     *
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * @param \Recsys\V1\GetHeldOutInteractionsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetHeldOutInteractions(\Recsys\V1\GetHeldOutInteractionsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.OperationsService/GetHeldOutInteractions',
        $argument,
        ['\Recsys\V1\GetHeldOutInteractionsResponse', 'decode'],
        $metadata, $options);
    }

}
