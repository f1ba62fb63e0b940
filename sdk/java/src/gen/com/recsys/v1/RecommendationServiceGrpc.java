package com.recsys.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Answers what to show: each call runs the four stages retrieve, filter, score and order over one model version.
 * Answers are ranked and therefore not paginated: ask for as many products as will be shown. Both calls only read, so
 * repeating them is safe. Errors carry google.rpc.ErrorInfo; INVALID_ARGUMENT also carries google.rpc.BadRequest naming
 * every wrong field at once.
 * </pre>
 */
@javax.annotation.Generated(
    value = "by gRPC proto compiler",
    comments = "Source: recsys/v1/recommendation_service.proto")
@io.grpc.stub.annotations.GrpcGenerated
public final class RecommendationServiceGrpc {

  private RecommendationServiceGrpc() {}

  public static final String SERVICE_NAME = "recsys.v1.RecommendationService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.RecommendForUserRequest,
      com.recsys.v1.RecommendForUserResponse> getRecommendForUserMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "RecommendForUser",
      requestType = com.recsys.v1.RecommendForUserRequest.class,
      responseType = com.recsys.v1.RecommendForUserResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.RecommendForUserRequest,
      com.recsys.v1.RecommendForUserResponse> getRecommendForUserMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.RecommendForUserRequest, com.recsys.v1.RecommendForUserResponse> getRecommendForUserMethod;
    if ((getRecommendForUserMethod = RecommendationServiceGrpc.getRecommendForUserMethod) == null) {
      synchronized (RecommendationServiceGrpc.class) {
        if ((getRecommendForUserMethod = RecommendationServiceGrpc.getRecommendForUserMethod) == null) {
          RecommendationServiceGrpc.getRecommendForUserMethod = getRecommendForUserMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.RecommendForUserRequest, com.recsys.v1.RecommendForUserResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "RecommendForUser"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.RecommendForUserRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.RecommendForUserResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RecommendationServiceMethodDescriptorSupplier("RecommendForUser"))
              .build();
        }
      }
    }
    return getRecommendForUserMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.SimilarProductsRequest,
      com.recsys.v1.SimilarProductsResponse> getSimilarProductsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "SimilarProducts",
      requestType = com.recsys.v1.SimilarProductsRequest.class,
      responseType = com.recsys.v1.SimilarProductsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.SimilarProductsRequest,
      com.recsys.v1.SimilarProductsResponse> getSimilarProductsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.SimilarProductsRequest, com.recsys.v1.SimilarProductsResponse> getSimilarProductsMethod;
    if ((getSimilarProductsMethod = RecommendationServiceGrpc.getSimilarProductsMethod) == null) {
      synchronized (RecommendationServiceGrpc.class) {
        if ((getSimilarProductsMethod = RecommendationServiceGrpc.getSimilarProductsMethod) == null) {
          RecommendationServiceGrpc.getSimilarProductsMethod = getSimilarProductsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.SimilarProductsRequest, com.recsys.v1.SimilarProductsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "SimilarProducts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.SimilarProductsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.SimilarProductsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new RecommendationServiceMethodDescriptorSupplier("SimilarProducts"))
              .build();
        }
      }
    }
    return getSimilarProductsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static RecommendationServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RecommendationServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RecommendationServiceStub>() {
        @java.lang.Override
        public RecommendationServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RecommendationServiceStub(channel, callOptions);
        }
      };
    return RecommendationServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static RecommendationServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RecommendationServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RecommendationServiceBlockingStub>() {
        @java.lang.Override
        public RecommendationServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RecommendationServiceBlockingStub(channel, callOptions);
        }
      };
    return RecommendationServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static RecommendationServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<RecommendationServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<RecommendationServiceFutureStub>() {
        @java.lang.Override
        public RecommendationServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new RecommendationServiceFutureStub(channel, callOptions);
        }
      };
    return RecommendationServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Answers what to show: each call runs the four stages retrieve, filter, score and order over one model version.
   * Answers are ranked and therefore not paginated: ask for as many products as will be shown. Both calls only read, so
   * repeating them is safe. Errors carry google.rpc.ErrorInfo; INVALID_ARGUMENT also carries google.rpc.BadRequest naming
   * every wrong field at once.
   * </pre>
   */
  public static abstract class RecommendationServiceImplBase implements io.grpc.BindableService {

    /**
     * <pre>
     * Products for a customer, an anonymous session, or both together.
     * A customer who is not known or never did anything gets a sensible answer from popularity and content, flagged by
     * `provenance.cold_start`; that is no error.
     * Errors: INVALID_ARGUMENT when a field is wrong; NOT_FOUND (reason PIPELINE_NOT_FOUND) when the live model version
     * has no pipeline of that name; UNAVAILABLE (reason MODEL_NOT_READY, with google.rpc.RetryInfo) before the first
     * model version is live; DEADLINE_EXCEEDED when the call's deadline passes, with reason JOURNAL_POSITION_NOT_REACHED
     * while it waits for `min_journal_position`.
     * </pre>
     */
    public void recommendForUser(com.recsys.v1.RecommendForUserRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.RecommendForUserResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getRecommendForUserMethod(), responseObserver);
    }

    /**
     * <pre>
     * Products similar to one product, personal where a customer or session is named as well. The product itself is never
     * among them.
     * Errors: those of RecommendForUser, and NOT_FOUND (reason PRODUCT_NOT_FOUND) when the catalogue has no such product.
     * </pre>
     */
    public void similarProducts(com.recsys.v1.SimilarProductsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.SimilarProductsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getSimilarProductsMethod(), responseObserver);
    }

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
          .addMethod(
            getRecommendForUserMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.RecommendForUserRequest,
                com.recsys.v1.RecommendForUserResponse>(
                  this, METHODID_RECOMMEND_FOR_USER)))
          .addMethod(
            getSimilarProductsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.SimilarProductsRequest,
                com.recsys.v1.SimilarProductsResponse>(
                  this, METHODID_SIMILAR_PRODUCTS)))
          .build();
    }
  }

  /**
   * <pre>
   * Answers what to show: each call runs the four stages retrieve, filter, score and order over one model version.
   * Answers are ranked and therefore not paginated: ask for as many products as will be shown. Both calls only read, so
   * repeating them is safe. Errors carry google.rpc.ErrorInfo; INVALID_ARGUMENT also carries google.rpc.BadRequest naming
   * every wrong field at once.
   * </pre>
   */
  public static final class RecommendationServiceStub extends io.grpc.stub.AbstractAsyncStub<RecommendationServiceStub> {
    private RecommendationServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RecommendationServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RecommendationServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Products for a customer, an anonymous session, or both together.
     * A customer who is not known or never did anything gets a sensible answer from popularity and content, flagged by
     * `provenance.cold_start`; that is no error.
     * Errors: INVALID_ARGUMENT when a field is wrong; NOT_FOUND (reason PIPELINE_NOT_FOUND) when the live model version
     * has no pipeline of that name; UNAVAILABLE (reason MODEL_NOT_READY, with google.rpc.RetryInfo) before the first
     * model version is live; DEADLINE_EXCEEDED when the call's deadline passes, with reason JOURNAL_POSITION_NOT_REACHED
     * while it waits for `min_journal_position`.
     * </pre>
     */
    public void recommendForUser(com.recsys.v1.RecommendForUserRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.RecommendForUserResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getRecommendForUserMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Products similar to one product, personal where a customer or session is named as well. The product itself is never
     * among them.
     * Errors: those of RecommendForUser, and NOT_FOUND (reason PRODUCT_NOT_FOUND) when the catalogue has no such product.
     * </pre>
     */
    public void similarProducts(com.recsys.v1.SimilarProductsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.SimilarProductsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getSimilarProductsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * <pre>
   * Answers what to show: each call runs the four stages retrieve, filter, score and order over one model version.
   * Answers are ranked and therefore not paginated: ask for as many products as will be shown. Both calls only read, so
   * repeating them is safe. Errors carry google.rpc.ErrorInfo; INVALID_ARGUMENT also carries google.rpc.BadRequest naming
   * every wrong field at once.
   * </pre>
   */
  public static final class RecommendationServiceBlockingStub extends io.grpc.stub.AbstractBlockingStub<RecommendationServiceBlockingStub> {
    private RecommendationServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RecommendationServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RecommendationServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Products for a customer, an anonymous session, or both together.
     * A customer who is not known or never did anything gets a sensible answer from popularity and content, flagged by
     * `provenance.cold_start`; that is no error.
     * Errors: INVALID_ARGUMENT when a field is wrong; NOT_FOUND (reason PIPELINE_NOT_FOUND) when the live model version
     * has no pipeline of that name; UNAVAILABLE (reason MODEL_NOT_READY, with google.rpc.RetryInfo) before the first
     * model version is live; DEADLINE_EXCEEDED when the call's deadline passes, with reason JOURNAL_POSITION_NOT_REACHED
     * while it waits for `min_journal_position`.
     * </pre>
     */
    public com.recsys.v1.RecommendForUserResponse recommendForUser(com.recsys.v1.RecommendForUserRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getRecommendForUserMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Products similar to one product, personal where a customer or session is named as well. The product itself is never
     * among them.
     * Errors: those of RecommendForUser, and NOT_FOUND (reason PRODUCT_NOT_FOUND) when the catalogue has no such product.
     * </pre>
     */
    public com.recsys.v1.SimilarProductsResponse similarProducts(com.recsys.v1.SimilarProductsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getSimilarProductsMethod(), getCallOptions(), request);
    }
  }

  /**
   * <pre>
   * Answers what to show: each call runs the four stages retrieve, filter, score and order over one model version.
   * Answers are ranked and therefore not paginated: ask for as many products as will be shown. Both calls only read, so
   * repeating them is safe. Errors carry google.rpc.ErrorInfo; INVALID_ARGUMENT also carries google.rpc.BadRequest naming
   * every wrong field at once.
   * </pre>
   */
  public static final class RecommendationServiceFutureStub extends io.grpc.stub.AbstractFutureStub<RecommendationServiceFutureStub> {
    private RecommendationServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected RecommendationServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new RecommendationServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Products for a customer, an anonymous session, or both together.
     * A customer who is not known or never did anything gets a sensible answer from popularity and content, flagged by
     * `provenance.cold_start`; that is no error.
     * Errors: INVALID_ARGUMENT when a field is wrong; NOT_FOUND (reason PIPELINE_NOT_FOUND) when the live model version
     * has no pipeline of that name; UNAVAILABLE (reason MODEL_NOT_READY, with google.rpc.RetryInfo) before the first
     * model version is live; DEADLINE_EXCEEDED when the call's deadline passes, with reason JOURNAL_POSITION_NOT_REACHED
     * while it waits for `min_journal_position`.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.RecommendForUserResponse> recommendForUser(
        com.recsys.v1.RecommendForUserRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getRecommendForUserMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Products similar to one product, personal where a customer or session is named as well. The product itself is never
     * among them.
     * Errors: those of RecommendForUser, and NOT_FOUND (reason PRODUCT_NOT_FOUND) when the catalogue has no such product.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.SimilarProductsResponse> similarProducts(
        com.recsys.v1.SimilarProductsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getSimilarProductsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_RECOMMEND_FOR_USER = 0;
  private static final int METHODID_SIMILAR_PRODUCTS = 1;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final RecommendationServiceImplBase serviceImpl;
    private final int methodId;

    MethodHandlers(RecommendationServiceImplBase serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_RECOMMEND_FOR_USER:
          serviceImpl.recommendForUser((com.recsys.v1.RecommendForUserRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.RecommendForUserResponse>) responseObserver);
          break;
        case METHODID_SIMILAR_PRODUCTS:
          serviceImpl.similarProducts((com.recsys.v1.SimilarProductsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.SimilarProductsResponse>) responseObserver);
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

  private static abstract class RecommendationServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    RecommendationServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return com.recsys.v1.RecommendationServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("RecommendationService");
    }
  }

  private static final class RecommendationServiceFileDescriptorSupplier
      extends RecommendationServiceBaseDescriptorSupplier {
    RecommendationServiceFileDescriptorSupplier() {}
  }

  private static final class RecommendationServiceMethodDescriptorSupplier
      extends RecommendationServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final String methodName;

    RecommendationServiceMethodDescriptorSupplier(String methodName) {
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
      synchronized (RecommendationServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new RecommendationServiceFileDescriptorSupplier())
              .addMethod(getRecommendForUserMethod())
              .addMethod(getSimilarProductsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
