<?php
// GENERATED CODE -- DO NOT EDIT!

// Original file comments:
// Writing interactions: what teaches the models and, at once, what the next answer sees.
//
namespace Recsys\V1;

/**
 * Takes interactions in. An accepted interaction is durable in the journal before it is acknowledged, and the next
 * request for the same customer or session takes it into account.
 *
 * A wrong interaction is rejected alone, with its reason, and never holds back the others of its batch.
 */
class InteractionServiceClient extends \Grpc\BaseStub {

    /**
     * @param string $hostname hostname
     * @param array $opts channel options
     * @param \Grpc\Channel $channel (optional) re-use channel object
     */
    public function __construct($hostname, $opts, $channel = null) {
        parent::__construct($hostname, $opts, $channel);
    }

    /**
     * Takes batches as they come and acknowledges each, in order, once it is durable. For backends: the stream stays
     * open, and HTTP/2 flow control slows a sender that outruns the journal.
     *
     * After a broken stream open a new one whose first message carries the latest `resume_token` and nothing else: the
     * answer names the last batch that is durable, and the client goes on with the one after it. Whatever the old
     * connection still had under way is not taken any more. A batch that is durable though its acknowledgement was lost
     * does not say again what it rejected. Without a token send everything again that was not acknowledged, as a new
     * stream: interaction ids make that safe. The server remembers the 65,536 streams that wrote last, also over restarts;
     * of an older one the answer names the token's own batch.
     *
     * Up to 32 batches of a stream, and about 4 MiB, may wait for the journal; beyond that the server reads no further, so
     * HTTP/2 flow control slows the sender. A client that does not read its acknowledgements is cut off.
     *
     * Errors: INVALID_ARGUMENT when a batch is empty, too large or out of order, or the token is none; UNAVAILABLE when
     * the journal cannot be written, there are too many streams (reason OVERLOADED) or the server is stopping (reason
     * SERVER_STOPPING: everything it read is acknowledged first); RESOURCE_EXHAUSTED (reason STORAGE_FULL, with google.rpc.RetryInfo) when the disk is
     * full; ABORTED (reason ACKNOWLEDGEMENTS_NOT_READ) when acknowledgements were not read for too long. What was
     * acknowledged before stays durable.
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\BidiStreamingCall
     */
    public function IngestInteractions($metadata = [], $options = []) {
        return $this->_bidiRequest('/recsys.v1.InteractionService/IngestInteractions',
        ['\Recsys\V1\IngestInteractionsResponse','decode'],
        $metadata, $options);
    }

    /**
     * Writes one batch. For browsers and small clients. Repeating a call is safe, since interaction ids are unique.
     *
     * Errors: INVALID_ARGUMENT when there are no interactions or more than 1,000; UNAVAILABLE when the journal cannot be
     * written, in which case nothing or a part was stored and the same call can be repeated.
     * @param \Recsys\V1\WriteInteractionsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function WriteInteractions(\Recsys\V1\WriteInteractionsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.InteractionService/WriteInteractions',
        $argument,
        ['\Recsys\V1\WriteInteractionsResponse', 'decode'],
        $metadata, $options);
    }

}
