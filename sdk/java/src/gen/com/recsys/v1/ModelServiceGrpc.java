package com.recsys.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Tells which model versions there are, chooses the live one and trains new ones. For operators.
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once;
 * UNIMPLEMENTED (reason NOT_SERVED) where the server does not serve the call yet.
 * </pre>
 */
@javax.annotation.Generated(
    value = "by gRPC proto compiler",
    comments = "Source: recsys/v1/model_service.proto")
@io.grpc.stub.annotations.GrpcGenerated
public final class ModelServiceGrpc {

  private ModelServiceGrpc() {}

  public static final String SERVICE_NAME = "recsys.v1.ModelService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ListModelsRequest,
      com.recsys.v1.ListModelsResponse> getListModelsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListModels",
      requestType = com.recsys.v1.ListModelsRequest.class,
      responseType = com.recsys.v1.ListModelsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ListModelsRequest,
      com.recsys.v1.ListModelsResponse> getListModelsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ListModelsRequest, com.recsys.v1.ListModelsResponse> getListModelsMethod;
    if ((getListModelsMethod = ModelServiceGrpc.getListModelsMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getListModelsMethod = ModelServiceGrpc.getListModelsMethod) == null) {
          ModelServiceGrpc.getListModelsMethod = getListModelsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ListModelsRequest, com.recsys.v1.ListModelsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListModels"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListModelsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListModelsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("ListModels"))
              .build();
        }
      }
    }
    return getListModelsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetModelRequest,
      com.recsys.v1.GetModelResponse> getGetModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetModel",
      requestType = com.recsys.v1.GetModelRequest.class,
      responseType = com.recsys.v1.GetModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetModelRequest,
      com.recsys.v1.GetModelResponse> getGetModelMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetModelRequest, com.recsys.v1.GetModelResponse> getGetModelMethod;
    if ((getGetModelMethod = ModelServiceGrpc.getGetModelMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getGetModelMethod = ModelServiceGrpc.getGetModelMethod) == null) {
          ModelServiceGrpc.getGetModelMethod = getGetModelMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetModelRequest, com.recsys.v1.GetModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetModel"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("GetModel"))
              .build();
        }
      }
    }
    return getGetModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ActivateModelRequest,
      com.recsys.v1.ActivateModelResponse> getActivateModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ActivateModel",
      requestType = com.recsys.v1.ActivateModelRequest.class,
      responseType = com.recsys.v1.ActivateModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ActivateModelRequest,
      com.recsys.v1.ActivateModelResponse> getActivateModelMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ActivateModelRequest, com.recsys.v1.ActivateModelResponse> getActivateModelMethod;
    if ((getActivateModelMethod = ModelServiceGrpc.getActivateModelMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getActivateModelMethod = ModelServiceGrpc.getActivateModelMethod) == null) {
          ModelServiceGrpc.getActivateModelMethod = getActivateModelMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ActivateModelRequest, com.recsys.v1.ActivateModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ActivateModel"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ActivateModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ActivateModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("ActivateModel"))
              .build();
        }
      }
    }
    return getActivateModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.RollBackModelRequest,
      com.recsys.v1.RollBackModelResponse> getRollBackModelMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RollBackModel",
      requestType = com.recsys.v1.RollBackModelRequest.class,
      responseType = com.recsys.v1.RollBackModelResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.RollBackModelRequest,
      com.recsys.v1.RollBackModelResponse> getRollBackModelMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.RollBackModelRequest, com.recsys.v1.RollBackModelResponse> getRollBackModelMethod;
    if ((getRollBackModelMethod = ModelServiceGrpc.getRollBackModelMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getRollBackModelMethod = ModelServiceGrpc.getRollBackModelMethod) == null) {
          ModelServiceGrpc.getRollBackModelMethod = getRollBackModelMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.RollBackModelRequest, com.recsys.v1.RollBackModelResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RollBackModel"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.RollBackModelRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.RollBackModelResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("RollBackModel"))
              .build();
        }
      }
    }
    return getRollBackModelMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.StartTrainingRequest,
      com.recsys.v1.StartTrainingResponse> getStartTrainingMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "StartTraining",
      requestType = com.recsys.v1.StartTrainingRequest.class,
      responseType = com.recsys.v1.StartTrainingResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.StartTrainingRequest,
      com.recsys.v1.StartTrainingResponse> getStartTrainingMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.StartTrainingRequest, com.recsys.v1.StartTrainingResponse> getStartTrainingMethod;
    if ((getStartTrainingMethod = ModelServiceGrpc.getStartTrainingMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getStartTrainingMethod = ModelServiceGrpc.getStartTrainingMethod) == null) {
          ModelServiceGrpc.getStartTrainingMethod = getStartTrainingMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.StartTrainingRequest, com.recsys.v1.StartTrainingResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "StartTraining"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.StartTrainingRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.StartTrainingResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("StartTraining"))
              .build();
        }
      }
    }
    return getStartTrainingMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.WatchTrainingRequest,
      com.recsys.v1.WatchTrainingResponse> getWatchTrainingMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchTraining",
      requestType = com.recsys.v1.WatchTrainingRequest.class,
      responseType = com.recsys.v1.WatchTrainingResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<com.recsys.v1.WatchTrainingRequest,
      com.recsys.v1.WatchTrainingResponse> getWatchTrainingMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.WatchTrainingRequest, com.recsys.v1.WatchTrainingResponse> getWatchTrainingMethod;
    if ((getWatchTrainingMethod = ModelServiceGrpc.getWatchTrainingMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getWatchTrainingMethod = ModelServiceGrpc.getWatchTrainingMethod) == null) {
          ModelServiceGrpc.getWatchTrainingMethod = getWatchTrainingMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.WatchTrainingRequest, com.recsys.v1.WatchTrainingResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchTraining"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.WatchTrainingRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.WatchTrainingResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("WatchTraining"))
              .build();
        }
      }
    }
    return getWatchTrainingMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ListTrainingRunsRequest,
      com.recsys.v1.ListTrainingRunsResponse> getListTrainingRunsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListTrainingRuns",
      requestType = com.recsys.v1.ListTrainingRunsRequest.class,
      responseType = com.recsys.v1.ListTrainingRunsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ListTrainingRunsRequest,
      com.recsys.v1.ListTrainingRunsResponse> getListTrainingRunsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ListTrainingRunsRequest, com.recsys.v1.ListTrainingRunsResponse> getListTrainingRunsMethod;
    if ((getListTrainingRunsMethod = ModelServiceGrpc.getListTrainingRunsMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getListTrainingRunsMethod = ModelServiceGrpc.getListTrainingRunsMethod) == null) {
          ModelServiceGrpc.getListTrainingRunsMethod = getListTrainingRunsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ListTrainingRunsRequest, com.recsys.v1.ListTrainingRunsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListTrainingRuns"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListTrainingRunsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListTrainingRunsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("ListTrainingRuns"))
              .build();
        }
      }
    }
    return getListTrainingRunsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.CancelTrainingRequest,
      com.recsys.v1.CancelTrainingResponse> getCancelTrainingMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CancelTraining",
      requestType = com.recsys.v1.CancelTrainingRequest.class,
      responseType = com.recsys.v1.CancelTrainingResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.CancelTrainingRequest,
      com.recsys.v1.CancelTrainingResponse> getCancelTrainingMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.CancelTrainingRequest, com.recsys.v1.CancelTrainingResponse> getCancelTrainingMethod;
    if ((getCancelTrainingMethod = ModelServiceGrpc.getCancelTrainingMethod) == null) {
      synchronized (ModelServiceGrpc.class) {
        if ((getCancelTrainingMethod = ModelServiceGrpc.getCancelTrainingMethod) == null) {
          ModelServiceGrpc.getCancelTrainingMethod = getCancelTrainingMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.CancelTrainingRequest, com.recsys.v1.CancelTrainingResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CancelTraining"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.CancelTrainingRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.CancelTrainingResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ModelServiceMethodDescriptorSupplier("CancelTraining"))
              .build();
        }
      }
    }
    return getCancelTrainingMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ModelServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ModelServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ModelServiceStub>() {
        @java.lang.Override
        public ModelServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ModelServiceStub(channel, callOptions);
        }
      };
    return ModelServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ModelServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ModelServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ModelServiceBlockingStub>() {
        @java.lang.Override
        public ModelServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ModelServiceBlockingStub(channel, callOptions);
        }
      };
    return ModelServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ModelServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ModelServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ModelServiceFutureStub>() {
        @java.lang.Override
        public ModelServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ModelServiceFutureStub(channel, callOptions);
        }
      };
    return ModelServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Tells which model versions there are, chooses the live one and trains new ones. For operators.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once;
   * UNIMPLEMENTED (reason NOT_SERVED) where the server does not serve the call yet.
   * </pre>
   */
  public static abstract class ModelServiceImplBase implements io.grpc.BindableService {

    /**
     * <pre>
     * Reads all published versions, page by page, newest first.
     * </pre>
     */
    public void listModels(com.recsys.v1.ListModelsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListModelsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListModelsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads one version.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND).
     * </pre>
     */
    public void getModel(com.recsys.v1.GetModelRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes a version live. Requests under way finish on the version they began with; when the call returns, new ones run
     * on this one. Activating the live version changes nothing.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND); FAILED_PRECONDITION (reason MODEL_DAMAGED), with the version before
     * staying live.
     * </pre>
     */
    public void activateModel(com.recsys.v1.ActivateModelRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ActivateModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getActivateModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Makes the version live that was live before this one.
     * Errors: FAILED_PRECONDITION (reason NO_EARLIER_MODEL) when there is none; ABORTED (reason LIVE_MODEL_CHANGED) when
     * another version than `expected_version` is live.
     * </pre>
     */
    public void rollBackModel(com.recsys.v1.RollBackModelRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.RollBackModelResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRollBackModelMethod(), responseObserver);
    }

    /**
     * <pre>
     * Starts training on the interactions in the store and returns at once. Runs are trained one after the other, beside
     * what the server does otherwise; a few wait for their turn.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND) where there is no version to start from; FAILED_PRECONDITION (reason
     * NOT_ENOUGH_DATA); RESOURCE_EXHAUSTED (reason TRAINING_QUEUE_FULL), with google.rpc.RetryInfo.
     * </pre>
     */
    public void startTraining(com.recsys.v1.StartTrainingRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.StartTrainingResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getStartTrainingMethod(), responseObserver);
    }

    /**
     * <pre>
     * Watches a run: sends its state at once and with every change, and ends when the run ended. The latest runs that
     * ended are remembered until the server restarts.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND); UNAVAILABLE (reason SERVER_STOPPING), as the server ends its
     * training then; UNAVAILABLE (reason OVERLOADED) where too many watch.
     * </pre>
     */
    public void watchTraining(com.recsys.v1.WatchTrainingRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.WatchTrainingResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchTrainingMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads the runs that the server knows, page by page, newest first: the one that trains, those that wait, and the latest
     * that ended, which are remembered until the server restarts.
     * </pre>
     */
    public void listTrainingRuns(com.recsys.v1.ListTrainingRunsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListTrainingRunsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListTrainingRunsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Cancels a run. One that waits is TRAINING_STATE_CANCELLED at once. One that trains is told to end, and publishes
     * nothing; the call does not wait for it, WatchTraining does. One that has published already succeeds, and does not go
     * live if it is not live yet. Cancelling a run that has ended changes nothing.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND).
     * </pre>
     */
    public void cancelTraining(com.recsys.v1.CancelTrainingRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.CancelTrainingResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCancelTrainingMethod(), responseObserver);
    }

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
          .addMethod(
            getListModelsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.ListModelsRequest,
                com.recsys.v1.ListModelsResponse>(
                  this, METHODID_LIST_MODELS)))
          .addMethod(
            getGetModelMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetModelRequest,
                com.recsys.v1.GetModelResponse>(
                  this, METHODID_GET_MODEL)))
          .addMethod(
            getActivateModelMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.ActivateModelRequest,
                com.recsys.v1.ActivateModelResponse>(
                  this, METHODID_ACTIVATE_MODEL)))
          .addMethod(
            getRollBackModelMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.RollBackModelRequest,
                com.recsys.v1.RollBackModelResponse>(
                  this, METHODID_ROLL_BACK_MODEL)))
          .addMethod(
            getStartTrainingMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.StartTrainingRequest,
                com.recsys.v1.StartTrainingResponse>(
                  this, METHODID_START_TRAINING)))
          .addMethod(
            getWatchTrainingMethod(),
            io.grpc.stub.ServerCalls.asyncServerStreamingCall(
              new MethodHandlers<
                com.recsys.v1.WatchTrainingRequest,
                com.recsys.v1.WatchTrainingResponse>(
                  this, METHODID_WATCH_TRAINING)))
          .addMethod(
            getListTrainingRunsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.ListTrainingRunsRequest,
                com.recsys.v1.ListTrainingRunsResponse>(
                  this, METHODID_LIST_TRAINING_RUNS)))
          .addMethod(
            getCancelTrainingMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.CancelTrainingRequest,
                com.recsys.v1.CancelTrainingResponse>(
                  this, METHODID_CANCEL_TRAINING)))
          .build();
    }
  }

  /**
   * <pre>
   * Tells which model versions there are, chooses the live one and trains new ones. For operators.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once;
   * UNIMPLEMENTED (reason NOT_SERVED) where the server does not serve the call yet.
   * </pre>
   */
  public static final class ModelServiceStub extends io.grpc.stub.AbstractAsyncStub<ModelServiceStub> {
    private ModelServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ModelServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ModelServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Reads all published versions, page by page, newest first.
     * </pre>
     */
    public void listModels(com.recsys.v1.ListModelsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListModelsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListModelsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads one version.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND).
     * </pre>
     */
    public void getModel(com.recsys.v1.GetModelRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes a version live. Requests under way finish on the version they began with; when the call returns, new ones run
     * on this one. Activating the live version changes nothing.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND); FAILED_PRECONDITION (reason MODEL_DAMAGED), with the version before
     * staying live.
     * </pre>
     */
    public void activateModel(com.recsys.v1.ActivateModelRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ActivateModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getActivateModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Makes the version live that was live before this one.
     * Errors: FAILED_PRECONDITION (reason NO_EARLIER_MODEL) when there is none; ABORTED (reason LIVE_MODEL_CHANGED) when
     * another version than `expected_version` is live.
     * </pre>
     */
    public void rollBackModel(com.recsys.v1.RollBackModelRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.RollBackModelResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRollBackModelMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Starts training on the interactions in the store and returns at once. Runs are trained one after the other, beside
     * what the server does otherwise; a few wait for their turn.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND) where there is no version to start from; FAILED_PRECONDITION (reason
     * NOT_ENOUGH_DATA); RESOURCE_EXHAUSTED (reason TRAINING_QUEUE_FULL), with google.rpc.RetryInfo.
     * </pre>
     */
    public void startTraining(com.recsys.v1.StartTrainingRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.StartTrainingResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getStartTrainingMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Watches a run: sends its state at once and with every change, and ends when the run ended. The latest runs that
     * ended are remembered until the server restarts.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND); UNAVAILABLE (reason SERVER_STOPPING), as the server ends its
     * training then; UNAVAILABLE (reason OVERLOADED) where too many watch.
     * </pre>
     */
    public void watchTraining(com.recsys.v1.WatchTrainingRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.WatchTrainingResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchTrainingMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads the runs that the server knows, page by page, newest first: the one that trains, those that wait, and the latest
     * that ended, which are remembered until the server restarts.
     * </pre>
     */
    public void listTrainingRuns(com.recsys.v1.ListTrainingRunsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListTrainingRunsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListTrainingRunsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Cancels a run. One that waits is TRAINING_STATE_CANCELLED at once. One that trains is told to end, and publishes
     * nothing; the call does not wait for it, WatchTraining does. One that has published already succeeds, and does not go
     * live if it is not live yet. Cancelling a run that has ended changes nothing.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND).
     * </pre>
     */
    public void cancelTraining(com.recsys.v1.CancelTrainingRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.CancelTrainingResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCancelTrainingMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * <pre>
   * Tells which model versions there are, chooses the live one and trains new ones. For operators.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once;
   * UNIMPLEMENTED (reason NOT_SERVED) where the server does not serve the call yet.
   * </pre>
   */
  public static final class ModelServiceBlockingStub extends io.grpc.stub.AbstractBlockingStub<ModelServiceBlockingStub> {
    private ModelServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ModelServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ModelServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Reads all published versions, page by page, newest first.
     * </pre>
     */
    public com.recsys.v1.ListModelsResponse listModels(com.recsys.v1.ListModelsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListModelsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one version.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND).
     * </pre>
     */
    public com.recsys.v1.GetModelResponse getModel(com.recsys.v1.GetModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes a version live. Requests under way finish on the version they began with; when the call returns, new ones run
     * on this one. Activating the live version changes nothing.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND); FAILED_PRECONDITION (reason MODEL_DAMAGED), with the version before
     * staying live.
     * </pre>
     */
    public com.recsys.v1.ActivateModelResponse activateModel(com.recsys.v1.ActivateModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getActivateModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Makes the version live that was live before this one.
     * Errors: FAILED_PRECONDITION (reason NO_EARLIER_MODEL) when there is none; ABORTED (reason LIVE_MODEL_CHANGED) when
     * another version than `expected_version` is live.
     * </pre>
     */
    public com.recsys.v1.RollBackModelResponse rollBackModel(com.recsys.v1.RollBackModelRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRollBackModelMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Starts training on the interactions in the store and returns at once. Runs are trained one after the other, beside
     * what the server does otherwise; a few wait for their turn.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND) where there is no version to start from; FAILED_PRECONDITION (reason
     * NOT_ENOUGH_DATA); RESOURCE_EXHAUSTED (reason TRAINING_QUEUE_FULL), with google.rpc.RetryInfo.
     * </pre>
     */
    public com.recsys.v1.StartTrainingResponse startTraining(com.recsys.v1.StartTrainingRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getStartTrainingMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Watches a run: sends its state at once and with every change, and ends when the run ended. The latest runs that
     * ended are remembered until the server restarts.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND); UNAVAILABLE (reason SERVER_STOPPING), as the server ends its
     * training then; UNAVAILABLE (reason OVERLOADED) where too many watch.
     * </pre>
     */
    public java.util.Iterator<com.recsys.v1.WatchTrainingResponse> watchTraining(
        com.recsys.v1.WatchTrainingRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchTrainingMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads the runs that the server knows, page by page, newest first: the one that trains, those that wait, and the latest
     * that ended, which are remembered until the server restarts.
     * </pre>
     */
    public com.recsys.v1.ListTrainingRunsResponse listTrainingRuns(com.recsys.v1.ListTrainingRunsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListTrainingRunsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Cancels a run. One that waits is TRAINING_STATE_CANCELLED at once. One that trains is told to end, and publishes
     * nothing; the call does not wait for it, WatchTraining does. One that has published already succeeds, and does not go
     * live if it is not live yet. Cancelling a run that has ended changes nothing.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND).
     * </pre>
     */
    public com.recsys.v1.CancelTrainingResponse cancelTraining(com.recsys.v1.CancelTrainingRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCancelTrainingMethod(), getCallOptions(), request);
    }
  }

  /**
   * <pre>
   * Tells which model versions there are, chooses the live one and trains new ones. For operators.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once;
   * UNIMPLEMENTED (reason NOT_SERVED) where the server does not serve the call yet.
   * </pre>
   */
  public static final class ModelServiceFutureStub extends io.grpc.stub.AbstractFutureStub<ModelServiceFutureStub> {
    private ModelServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ModelServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ModelServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Reads all published versions, page by page, newest first.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.ListModelsResponse> listModels(
        com.recsys.v1.ListModelsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListModelsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads one version.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetModelResponse> getModel(
        com.recsys.v1.GetModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes a version live. Requests under way finish on the version they began with; when the call returns, new ones run
     * on this one. Activating the live version changes nothing.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND); FAILED_PRECONDITION (reason MODEL_DAMAGED), with the version before
     * staying live.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.ActivateModelResponse> activateModel(
        com.recsys.v1.ActivateModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getActivateModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Makes the version live that was live before this one.
     * Errors: FAILED_PRECONDITION (reason NO_EARLIER_MODEL) when there is none; ABORTED (reason LIVE_MODEL_CHANGED) when
     * another version than `expected_version` is live.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.RollBackModelResponse> rollBackModel(
        com.recsys.v1.RollBackModelRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRollBackModelMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Starts training on the interactions in the store and returns at once. Runs are trained one after the other, beside
     * what the server does otherwise; a few wait for their turn.
     * Errors: NOT_FOUND (reason MODEL_NOT_FOUND) where there is no version to start from; FAILED_PRECONDITION (reason
     * NOT_ENOUGH_DATA); RESOURCE_EXHAUSTED (reason TRAINING_QUEUE_FULL), with google.rpc.RetryInfo.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.StartTrainingResponse> startTraining(
        com.recsys.v1.StartTrainingRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getStartTrainingMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads the runs that the server knows, page by page, newest first: the one that trains, those that wait, and the latest
     * that ended, which are remembered until the server restarts.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.ListTrainingRunsResponse> listTrainingRuns(
        com.recsys.v1.ListTrainingRunsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListTrainingRunsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Cancels a run. One that waits is TRAINING_STATE_CANCELLED at once. One that trains is told to end, and publishes
     * nothing; the call does not wait for it, WatchTraining does. One that has published already succeeds, and does not go
     * live if it is not live yet. Cancelling a run that has ended changes nothing.
     * Errors: NOT_FOUND (reason TRAINING_RUN_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.CancelTrainingResponse> cancelTraining(
        com.recsys.v1.CancelTrainingRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCancelTrainingMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_LIST_MODELS = 0;
  private static final int METHODID_GET_MODEL = 1;
  private static final int METHODID_ACTIVATE_MODEL = 2;
  private static final int METHODID_ROLL_BACK_MODEL = 3;
  private static final int METHODID_START_TRAINING = 4;
  private static final int METHODID_WATCH_TRAINING = 5;
  private static final int METHODID_LIST_TRAINING_RUNS = 6;
  private static final int METHODID_CANCEL_TRAINING = 7;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final ModelServiceImplBase serviceImpl;
    private final int methodId;

    MethodHandlers(ModelServiceImplBase serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_LIST_MODELS:
          serviceImpl.listModels((com.recsys.v1.ListModelsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.ListModelsResponse>) responseObserver);
          break;
        case METHODID_GET_MODEL:
          serviceImpl.getModel((com.recsys.v1.GetModelRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetModelResponse>) responseObserver);
          break;
        case METHODID_ACTIVATE_MODEL:
          serviceImpl.activateModel((com.recsys.v1.ActivateModelRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.ActivateModelResponse>) responseObserver);
          break;
        case METHODID_ROLL_BACK_MODEL:
          serviceImpl.rollBackModel((com.recsys.v1.RollBackModelRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.RollBackModelResponse>) responseObserver);
          break;
        case METHODID_START_TRAINING:
          serviceImpl.startTraining((com.recsys.v1.StartTrainingRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.StartTrainingResponse>) responseObserver);
          break;
        case METHODID_WATCH_TRAINING:
          serviceImpl.watchTraining((com.recsys.v1.WatchTrainingRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.WatchTrainingResponse>) responseObserver);
          break;
        case METHODID_LIST_TRAINING_RUNS:
          serviceImpl.listTrainingRuns((com.recsys.v1.ListTrainingRunsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.ListTrainingRunsResponse>) responseObserver);
          break;
        case METHODID_CANCEL_TRAINING:
          serviceImpl.cancelTraining((com.recsys.v1.CancelTrainingRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.CancelTrainingResponse>) responseObserver);
          break;
        default:
          throw new AssertionError();
      }
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public io.grpc.stub.StreamObserver<Req> invoke(
        io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        default:
          throw new AssertionError();
      }
    }
  }

  private static abstract class ModelServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ModelServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return com.recsys.v1.ModelServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ModelService");
    }
  }

  private static final class ModelServiceFileDescriptorSupplier
      extends ModelServiceBaseDescriptorSupplier {
    ModelServiceFileDescriptorSupplier() {}
  }

  private static final class ModelServiceMethodDescriptorSupplier
      extends ModelServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final String methodName;

    ModelServiceMethodDescriptorSupplier(String methodName) {
      this.methodName = methodName;
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().findMethodByName(methodName);
    }
  }

  private static volatile io.grpc.ServiceDescriptor serviceDescriptor;

  public static io.grpc.ServiceDescriptor getServiceDescriptor() {
    io.grpc.ServiceDescriptor result = serviceDescriptor;
    if (result == null) {
      synchronized (ModelServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ModelServiceFileDescriptorSupplier())
              .addMethod(getListModelsMethod())
              .addMethod(getGetModelMethod())
              .addMethod(getActivateModelMethod())
              .addMethod(getRollBackModelMethod())
              .addMethod(getStartTrainingMethod())
              .addMethod(getWatchTrainingMethod())
              .addMethod(getListTrainingRunsMethod())
              .addMethod(getCancelTrainingMethod())
              .build();
        }
      }
    }
    return result;
  }
}
