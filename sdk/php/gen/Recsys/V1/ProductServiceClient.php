<?php
// GENERATED CODE -- DO NOT EDIT!

// Original file comments:
// Keeping the shop's products.
//
namespace Recsys\V1;

/**
 * Keeps the catalogue. Every change is durable before it is answered. What was removed, is out of stock or may not be
 * sold is gone from the next recommendation; what is new, or described otherwise, can be found by its words and its vector
 * within a second, without training.
 *
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
 * when the store cannot be written, in which case the call can be repeated.
 */
class ProductServiceClient extends \Grpc\BaseStub {

    /**
     * @param string $hostname hostname
     * @param array $opts channel options
     * @param \Grpc\Channel $channel (optional) re-use channel object
     */
    public function __construct($hostname, $opts, $channel = null) {
        parent::__construct($hostname, $opts, $channel);
    }

    /**
     * Adds a product.
     *
     * Errors: ALREADY_EXISTS (reason PRODUCT_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateProduct with `allow_missing` and no etag is the call that can be repeated freely.
     * @param \Recsys\V1\CreateProductRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function CreateProduct(\Recsys\V1\CreateProductRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/CreateProduct',
        $argument,
        ['\Recsys\V1\CreateProductResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads one product.
     *
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * @param \Recsys\V1\GetProductRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetProduct(\Recsys\V1\GetProductRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/GetProduct',
        $argument,
        ['\Recsys\V1\GetProductResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads what the server keeps of what was done with a product.
     *
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * @param \Recsys\V1\GetProductFeaturesRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetProductFeatures(\Recsys\V1\GetProductFeaturesRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/GetProductFeatures',
        $argument,
        ['\Recsys\V1\GetProductFeaturesResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads several products by id.
     * @param \Recsys\V1\BatchGetProductsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function BatchGetProducts(\Recsys\V1\BatchGetProductsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/BatchGetProducts',
        $argument,
        ['\Recsys\V1\BatchGetProductsResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads all products, page by page, in an order that stays the same.
     * @param \Recsys\V1\ListProductsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function ListProducts(\Recsys\V1\ListProductsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/ListProducts',
        $argument,
        ['\Recsys\V1\ListProductsResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Changes a product, whole or in the fields that the mask names.
     *
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `product.etag` is given and the product was changed since: read it again and decide anew.
     * @param \Recsys\V1\UpdateProductRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function UpdateProduct(\Recsys\V1\UpdateProductRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/UpdateProduct',
        $argument,
        ['\Recsys\V1\UpdateProductResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Removes a product: it is no longer recommended. What customers did with it stays in their histories, and creating
     * the same id again takes them up.
     *
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the product was changed since.
     * @param \Recsys\V1\DeleteProductRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function DeleteProduct(\Recsys\V1\DeleteProductRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ProductService/DeleteProduct',
        $argument,
        ['\Recsys\V1\DeleteProductResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Takes a whole catalogue in: adds products that are new and replaces those that are not. A wrong product is rejected
     * alone and never holds back the others; where an id comes twice, the later one holds. Each message is written as it
     * arrives, so what was sent before a call broke may be there: repeating a call is safe.
     *
     * Errors: INVALID_ARGUMENT for a message of no products or more than 1,000; those before it are written.
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\ClientStreamingCall
     */
    public function ImportProducts($metadata = [], $options = []) {
        return $this->_clientStreamRequest('/recsys.v1.ProductService/ImportProducts',
        ['\Recsys\V1\ImportProductsResponse','decode'],
        $metadata, $options);
    }

}
