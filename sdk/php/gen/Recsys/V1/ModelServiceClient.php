<?php
// GENERATED CODE -- DO NOT EDIT!

// Original file comments:
// Managing model versions and training.
//
namespace Recsys\V1;

/**
 * Tells which model versions there are, chooses the live one and trains new ones. For operators.
 *
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once;
 * UNIMPLEMENTED (reason NOT_SERVED) where the server does not serve the call yet.
 */
class ModelServiceClient extends \Grpc\BaseStub {

    /**
     * @param string $hostname hostname
     * @param array $opts channel options
     * @param \Grpc\Channel $channel (optional) re-use channel object
     */
    public function __construct($hostname, $opts, $channel = null) {
        parent::__construct($hostname, $opts, $channel);
    }

    /**
     * Reads all published versions, page by page, newest first.
     * @param \Recsys\V1\ListModelsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function ListModels(\Recsys\V1\ListModelsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/ListModels',
        $argument,
        ['\Recsys\V1\ListModelsResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads one version.
     *
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND).
     * @param \Recsys\V1\GetModelRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function GetModel(\Recsys\V1\GetModelRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/GetModel',
        $argument,
        ['\Recsys\V1\GetModelResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Makes a version live. Requests under way finish on the version they began with; when the call returns, new ones run
     * on this one. Activating the live version changes nothing.
     *
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND); FAILED_PRECONDITION (reason MODEL_DAMAGED), with the version before
     * staying live.
     * @param \Recsys\V1\ActivateModelRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function ActivateModel(\Recsys\V1\ActivateModelRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/ActivateModel',
        $argument,
        ['\Recsys\V1\ActivateModelResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Makes the version live that was live before this one.
     *
     * Errors: FAILED_PRECONDITION (reason NO_EARLIER_MODEL) when there is none; ABORTED (reason LIVE_MODEL_CHANGED) when
     * another version than `expected_version` is live.
     * @param \Recsys\V1\RollBackModelRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function RollBackModel(\Recsys\V1\RollBackModelRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/RollBackModel',
        $argument,
        ['\Recsys\V1\RollBackModelResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Starts training on the interactions in the store and returns at once. Runs are trained one after the other, beside
     * what the server does otherwise; a few wait for their turn.
     *
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND) where there is no version to start from; FAILED_PRECONDITION (reason
     * NOT_ENOUGH_DATA); RESOURCE_EXHAUSTED (reason TRAINING_QUEUE_FULL), with google.rpc.RetryInfo.
     * @param \Recsys\V1\StartTrainingRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function StartTraining(\Recsys\V1\StartTrainingRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/StartTraining',
        $argument,
        ['\Recsys\V1\StartTrainingResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Watches a run: sends its state at once and with every change, and ends when the run ended. The latest runs that
     * ended are remembered until the server restarts.
     *
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND); UNAVAILABLE (reason SERVER_STOPPING), as the server ends its
     * training then; UNAVAILABLE (reason OVERLOADED) where too many watch.
     * @param \Recsys\V1\WatchTrainingRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\ServerStreamingCall
     */
    public function WatchTraining(\Recsys\V1\WatchTrainingRequest $argument,
      $metadata = [], $options = []) {
        return $this->_serverStreamRequest('/recsys.v1.ModelService/WatchTraining',
        $argument,
        ['\Recsys\V1\WatchTrainingResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Reads the runs that the server knows, page by page, newest first: the one that trains, those that wait, and the latest
     * that ended, which are remembered until the server restarts.
     * @param \Recsys\V1\ListTrainingRunsRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function ListTrainingRuns(\Recsys\V1\ListTrainingRunsRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/ListTrainingRuns',
        $argument,
        ['\Recsys\V1\ListTrainingRunsResponse', 'decode'],
        $metadata, $options);
    }

    /**
     * Cancels a run. One that waits is TRAINING_STATE_CANCELLED at once. One that trains is told to end, and publishes
     * nothing; the call does not wait for it, WatchTraining does. One that has published already succeeds, and does not go
     * live if it is not live yet. Cancelling a run that has ended changes nothing.
     *
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND).
     * @param \Recsys\V1\CancelTrainingRequest $argument input argument
     * @param array $metadata metadata
     * @param array $options call options
     * @return \Grpc\UnaryCall
     */
    public function CancelTraining(\Recsys\V1\CancelTrainingRequest $argument,
      $metadata = [], $options = []) {
        return $this->_simpleRequest('/recsys.v1.ModelService/CancelTraining',
        $argument,
        ['\Recsys\V1\CancelTrainingResponse', 'decode'],
        $metadata, $options);
    }

}
