<?php
// GENERATED CODE -- DO NOT EDIT!

// Original file comments:
// Recommendations for one customer or visitor, and products similar to one product.
//
namespace Recsys\V1;

/**
 * Answers what to show: each call runs the four stages retrieve, filter, score and order over one model version.
 *
 * Answers are ranked and therefore not paginated: ask for as many products as will be shown. Both calls only read, so
 * repeating them is safe. Errors carry google.rpc.ErrorInfo; INVALID_ARGUMENT also carries google.rpc.BadRequest naming
 * every wrong field at once.
 */
class RecommendationServiceClient extends \Grpc\BaseStub {

    /**
     * @param string $hostname hostname
     * @param array $opts channel options
     * @param \Grpc\Channel $channel (optional) re-use channel object
     */
    public function __construct($hostname, $opts, $channel = null) {
        parent::__construct($hostname, $opts, $channel);
    }

    /**
     * Products for a customer, an anonymous session, or both together.
     *
     * A customer who is not known or never did anything gets a sensible answer from popularity and content, flagged by
     * `provenance.cold_start`; that is no error.
     *
     * Errors: INVALID_ARGUMENT when a field is wrong; NOT_FOUND (reason PIPELINE_NOT_FOUND) when the live model version
     * has no pipeline of that name; UNAVAILABLE (reason MODEL_NOT_READY, with google.rpc.RetryInfo) before the first
     * model version is live; DEADLINE_EXCEEDED when the call's deadline passes, with reason JOURNAL_POSITION_NOT_REACHED
     * while it waits for `min_journal_position`.
     * @param \Recsys\V1\RecommendForUserRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function RecommendForUser(\Recsys\V1\RecommendForUserRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.RecommendationService/RecommendForUser',
        $argument,
        ['\Recsys\V1\RecommendForUserResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Products similar to one product, personal where a customer or session is named as well. The product itself is never
     * among them.
     *
     * Errors: those of RecommendForUser, and NOT_FOUND (reason PRODUCT_NOT_FOUND) when the catalogue has no such product.
     * @param \Recsys\V1\SimilarProductsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function SimilarProducts(\Recsys\V1\SimilarProductsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.RecommendationService/SimilarProducts',
        $argument,
        ['\Recsys\V1\SimilarProductsResponse', 'decode'],
        $metadata, $options);
    }

}
