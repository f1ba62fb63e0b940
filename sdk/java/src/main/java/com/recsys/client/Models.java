package com.recsys.client;

import com.recsys.v1.ActivateModelRequest;
import com.recsys.v1.ActivateModelResponse;
import com.recsys.v1.CancelTrainingRequest;
import com.recsys.v1.CancelTrainingResponse;
import com.recsys.v1.GetModelRequest;
import com.recsys.v1.GetModelResponse;
import com.recsys.v1.ListModelsRequest;
import com.recsys.v1.ListModelsResponse;
import com.recsys.v1.ListTrainingRunsRequest;
import com.recsys.v1.ListTrainingRunsResponse;
import com.recsys.v1.ModelServiceGrpc;
import com.recsys.v1.RollBackModelRequest;
import com.recsys.v1.RollBackModelResponse;
import com.recsys.v1.StartTrainingRequest;
import com.recsys.v1.StartTrainingResponse;
import com.recsys.v1.WatchTrainingRequest;
import com.recsys.v1.WatchTrainingResponse;

/**
 * Model versions and training. The contract says of every field what it means. Every call throws
 * {@link RecsysException} when it fails.
 */
public final class Models {
  private final Calls calls;

  Models(Calls calls) {
    this.calls = calls;
  }

  /** The model versions, newest first. */
  public ListModelsResponse listModels(ListModelsRequest request) {
    return calls.unary(ModelServiceGrpc.getListModelsMethod(), request);
  }

  /** One model version. */
  public GetModelResponse getModel(GetModelRequest request) {
    return calls.unary(ModelServiceGrpc.getGetModelMethod(), request);
  }

  /** Makes a version live. */
  public ActivateModelResponse activateModel(ActivateModelRequest request) {
    return calls.unary(ModelServiceGrpc.getActivateModelMethod(), request);
  }

  /** Makes the version live that was before. */
  public RollBackModelResponse rollBackModel(RollBackModelRequest request) {
    return calls.unary(ModelServiceGrpc.getRollBackModelMethod(), request);
  }

  /** Starts a training. */
  public StartTrainingResponse startTraining(StartTrainingRequest request) {
    return calls.unary(ModelServiceGrpc.getStartTrainingMethod(), request);
  }

  /** Follows a training. Close the stream to stop. */
  public AnswerStream<WatchTrainingResponse> watchTraining(WatchTrainingRequest request) {
    return calls.read(ModelServiceGrpc.getWatchTrainingMethod(), request);
  }

  /** The trainings that the server knows, newest first. */
  public ListTrainingRunsResponse listTrainingRuns(ListTrainingRunsRequest request) {
    return calls.unary(ModelServiceGrpc.getListTrainingRunsMethod(), request);
  }

  /** Cancels a training. */
  public CancelTrainingResponse cancelTraining(CancelTrainingRequest request) {
    return calls.unary(ModelServiceGrpc.getCancelTrainingMethod(), request);
  }
}
