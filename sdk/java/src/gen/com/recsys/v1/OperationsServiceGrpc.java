package com.recsys.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * For operators and engineers: what the server does now, and what customers really did after the moment that the
 * catalogue's interactions were cut at.
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once.
 * </pre>
 */
@javax.annotation.Generated(
    value = "by gRPC proto compiler",
    comments = "Source: recsys/v1/operations_service.proto")
@io.grpc.stub.annotations.GrpcGenerated
public final class OperationsServiceGrpc {

  private OperationsServiceGrpc() {}

  public static final String SERVICE_NAME = "recsys.v1.OperationsService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetServerStatusRequest,
      com.recsys.v1.GetServerStatusResponse> getGetServerStatusMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetServerStatus",
      requestType = com.recsys.v1.GetServerStatusRequest.class,
      responseType = com.recsys.v1.GetServerStatusResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetServerStatusRequest,
      com.recsys.v1.GetServerStatusResponse> getGetServerStatusMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetServerStatusRequest, com.recsys.v1.GetServerStatusResponse> getGetServerStatusMethod;
    if ((getGetServerStatusMethod = OperationsServiceGrpc.getGetServerStatusMethod) == null) {
      synchronized (OperationsServiceGrpc.class) {
        if ((getGetServerStatusMethod = OperationsServiceGrpc.getGetServerStatusMethod) == null) {
          OperationsServiceGrpc.getGetServerStatusMethod = getGetServerStatusMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetServerStatusRequest, com.recsys.v1.GetServerStatusResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetServerStatus"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetServerStatusRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetServerStatusResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OperationsServiceMethodDescriptorSupplier("GetServerStatus"))
              .build();
        }
      }
    }
    return getGetServerStatusMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.WatchServerStatusRequest,
      com.recsys.v1.WatchServerStatusResponse> getWatchServerStatusMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WatchServerStatus",
      requestType = com.recsys.v1.WatchServerStatusRequest.class,
      responseType = com.recsys.v1.WatchServerStatusResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
  public static io.grpc.MethodDescriptor<com.recsys.v1.WatchServerStatusRequest,
      com.recsys.v1.WatchServerStatusResponse> getWatchServerStatusMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.WatchServerStatusRequest, com.recsys.v1.WatchServerStatusResponse> getWatchServerStatusMethod;
    if ((getWatchServerStatusMethod = OperationsServiceGrpc.getWatchServerStatusMethod) == null) {
      synchronized (OperationsServiceGrpc.class) {
        if ((getWatchServerStatusMethod = OperationsServiceGrpc.getWatchServerStatusMethod) == null) {
          OperationsServiceGrpc.getWatchServerStatusMethod = getWatchServerStatusMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.WatchServerStatusRequest, com.recsys.v1.WatchServerStatusResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.SERVER_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WatchServerStatus"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.WatchServerStatusRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.WatchServerStatusResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OperationsServiceMethodDescriptorSupplier("WatchServerStatus"))
              .build();
        }
      }
    }
    return getWatchServerStatusMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ListHeldOutCustomersRequest,
      com.recsys.v1.ListHeldOutCustomersResponse> getListHeldOutCustomersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListHeldOutCustomers",
      requestType = com.recsys.v1.ListHeldOutCustomersRequest.class,
      responseType = com.recsys.v1.ListHeldOutCustomersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ListHeldOutCustomersRequest,
      com.recsys.v1.ListHeldOutCustomersResponse> getListHeldOutCustomersMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ListHeldOutCustomersRequest, com.recsys.v1.ListHeldOutCustomersResponse> getListHeldOutCustomersMethod;
    if ((getListHeldOutCustomersMethod = OperationsServiceGrpc.getListHeldOutCustomersMethod) == null) {
      synchronized (OperationsServiceGrpc.class) {
        if ((getListHeldOutCustomersMethod = OperationsServiceGrpc.getListHeldOutCustomersMethod) == null) {
          OperationsServiceGrpc.getListHeldOutCustomersMethod = getListHeldOutCustomersMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ListHeldOutCustomersRequest, com.recsys.v1.ListHeldOutCustomersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListHeldOutCustomers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListHeldOutCustomersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListHeldOutCustomersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OperationsServiceMethodDescriptorSupplier("ListHeldOutCustomers"))
              .build();
        }
      }
    }
    return getListHeldOutCustomersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetHeldOutInteractionsRequest,
      com.recsys.v1.GetHeldOutInteractionsResponse> getGetHeldOutInteractionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetHeldOutInteractions",
      requestType = com.recsys.v1.GetHeldOutInteractionsRequest.class,
      responseType = com.recsys.v1.GetHeldOutInteractionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetHeldOutInteractionsRequest,
      com.recsys.v1.GetHeldOutInteractionsResponse> getGetHeldOutInteractionsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetHeldOutInteractionsRequest, com.recsys.v1.GetHeldOutInteractionsResponse> getGetHeldOutInteractionsMethod;
    if ((getGetHeldOutInteractionsMethod = OperationsServiceGrpc.getGetHeldOutInteractionsMethod) == null) {
      synchronized (OperationsServiceGrpc.class) {
        if ((getGetHeldOutInteractionsMethod = OperationsServiceGrpc.getGetHeldOutInteractionsMethod) == null) {
          OperationsServiceGrpc.getGetHeldOutInteractionsMethod = getGetHeldOutInteractionsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetHeldOutInteractionsRequest, com.recsys.v1.GetHeldOutInteractionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetHeldOutInteractions"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetHeldOutInteractionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetHeldOutInteractionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new OperationsServiceMethodDescriptorSupplier("GetHeldOutInteractions"))
              .build();
        }
      }
    }
    return getGetHeldOutInteractionsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static OperationsServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OperationsServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OperationsServiceStub>() {
        @java.lang.Override
        public OperationsServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OperationsServiceStub(channel, callOptions);
        }
      };
    return OperationsServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static OperationsServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OperationsServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OperationsServiceBlockingStub>() {
        @java.lang.Override
        public OperationsServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OperationsServiceBlockingStub(channel, callOptions);
        }
      };
    return OperationsServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static OperationsServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<OperationsServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<OperationsServiceFutureStub>() {
        @java.lang.Override
        public OperationsServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new OperationsServiceFutureStub(channel, callOptions);
        }
      };
    return OperationsServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * For operators and engineers: what the server does now, and what customers really did after the moment that the
   * catalogue's interactions were cut at.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once.
   * </pre>
   */
  public static abstract class OperationsServiceImplBase implements io.grpc.BindableService {

    /**
     * <pre>
     * Reads what the server does and holds now.
     * </pre>
     */
    public void getServerStatus(com.recsys.v1.GetServerStatusRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetServerStatusResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetServerStatusMethod(), responseObserver);
    }

    /**
     * <pre>
     * Watches it: sends the status at once and then at every interval, until the caller ends the call or the server stops
     * (UNAVAILABLE, reason SERVER_STOPPING).
     * </pre>
     */
    public void watchServerStatus(com.recsys.v1.WatchServerStatusRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.WatchServerStatusResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWatchServerStatusMethod(), responseObserver);
    }

    /**
     * <pre>
     * Lists customers with held-out interactions, those with most first, page by page.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public void listHeldOutCustomers(com.recsys.v1.ListHeldOutCustomersRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListHeldOutCustomersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListHeldOutCustomersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads what a customer did in the held-out time: what a recommendation made now should have found. Empty for a
     * customer of whom nothing was held out.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public void getHeldOutInteractions(com.recsys.v1.GetHeldOutInteractionsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetHeldOutInteractionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetHeldOutInteractionsMethod(), responseObserver);
    }

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
          .addMethod(
            getGetServerStatusMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetServerStatusRequest,
                com.recsys.v1.GetServerStatusResponse>(
                  this, METHODID_GET_SERVER_STATUS)))
          .addMethod(
            getWatchServerStatusMethod(),
            io.grpc.stub.ServerCalls.asyncServerStreamingCall(
              new MethodHandlers<
                com.recsys.v1.WatchServerStatusRequest,
                com.recsys.v1.WatchServerStatusResponse>(
                  this, METHODID_WATCH_SERVER_STATUS)))
          .addMethod(
            getListHeldOutCustomersMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.ListHeldOutCustomersRequest,
                com.recsys.v1.ListHeldOutCustomersResponse>(
                  this, METHODID_LIST_HELD_OUT_CUSTOMERS)))
          .addMethod(
            getGetHeldOutInteractionsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetHeldOutInteractionsRequest,
                com.recsys.v1.GetHeldOutInteractionsResponse>(
                  this, METHODID_GET_HELD_OUT_INTERACTIONS)))
          .build();
    }
  }

  /**
   * <pre>
   * For operators and engineers: what the server does now, and what customers really did after the moment that the
   * catalogue's interactions were cut at.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once.
   * </pre>
   */
  public static final class OperationsServiceStub extends io.grpc.stub.AbstractAsyncStub<OperationsServiceStub> {
    private OperationsServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OperationsServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OperationsServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Reads what the server does and holds now.
     * </pre>
     */
    public void getServerStatus(com.recsys.v1.GetServerStatusRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetServerStatusResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetServerStatusMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Watches it: sends the status at once and then at every interval, until the caller ends the call or the server stops
     * (UNAVAILABLE, reason SERVER_STOPPING).
     * </pre>
     */
    public void watchServerStatus(com.recsys.v1.WatchServerStatusRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.WatchServerStatusResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncServerStreamingCall(
          getChannel().newCall(getWatchServerStatusMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Lists customers with held-out interactions, those with most first, page by page.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public void listHeldOutCustomers(com.recsys.v1.ListHeldOutCustomersRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListHeldOutCustomersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListHeldOutCustomersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads what a customer did in the held-out time: what a recommendation made now should have found. Empty for a
     * customer of whom nothing was held out.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public void getHeldOutInteractions(com.recsys.v1.GetHeldOutInteractionsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetHeldOutInteractionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetHeldOutInteractionsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * <pre>
   * For operators and engineers: what the server does now, and what customers really did after the moment that the
   * catalogue's interactions were cut at.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once.
   * </pre>
   */
  public static final class OperationsServiceBlockingStub extends io.grpc.stub.AbstractBlockingStub<OperationsServiceBlockingStub> {
    private OperationsServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OperationsServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OperationsServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Reads what the server does and holds now.
     * </pre>
     */
    public com.recsys.v1.GetServerStatusResponse getServerStatus(com.recsys.v1.GetServerStatusRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetServerStatusMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Watches it: sends the status at once and then at every interval, until the caller ends the call or the server stops
     * (UNAVAILABLE, reason SERVER_STOPPING).
     * </pre>
     */
    public java.util.Iterator<com.recsys.v1.WatchServerStatusResponse> watchServerStatus(
        com.recsys.v1.WatchServerStatusRequest request) {
      return io.grpc.stub.ClientCalls.blockingServerStreamingCall(
          getChannel(), getWatchServerStatusMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Lists customers with held-out interactions, those with most first, page by page.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public com.recsys.v1.ListHeldOutCustomersResponse listHeldOutCustomers(com.recsys.v1.ListHeldOutCustomersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListHeldOutCustomersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads what a customer did in the held-out time: what a recommendation made now should have found. Empty for a
     * customer of whom nothing was held out.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public com.recsys.v1.GetHeldOutInteractionsResponse getHeldOutInteractions(com.recsys.v1.GetHeldOutInteractionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetHeldOutInteractionsMethod(), getCallOptions(), request);
    }
  }

  /**
   * <pre>
   * For operators and engineers: what the server does now, and what customers really did after the moment that the
   * catalogue's interactions were cut at.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once.
   * </pre>
   */
  public static final class OperationsServiceFutureStub extends io.grpc.stub.AbstractFutureStub<OperationsServiceFutureStub> {
    private OperationsServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected OperationsServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new OperationsServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Reads what the server does and holds now.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetServerStatusResponse> getServerStatus(
        com.recsys.v1.GetServerStatusRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetServerStatusMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Lists customers with held-out interactions, those with most first, page by page.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.ListHeldOutCustomersResponse> listHeldOutCustomers(
        com.recsys.v1.ListHeldOutCustomersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListHeldOutCustomersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads what a customer did in the held-out time: what a recommendation made now should have found. Empty for a
     * customer of whom nothing was held out.
     * Errors: FAILED_PRECONDITION (reason NO_HELD_OUT_DATA) where the server was started without held-out interactions.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetHeldOutInteractionsResponse> getHeldOutInteractions(
        com.recsys.v1.GetHeldOutInteractionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetHeldOutInteractionsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_GET_SERVER_STATUS = 0;
  private static final int METHODID_WATCH_SERVER_STATUS = 1;
  private static final int METHODID_LIST_HELD_OUT_CUSTOMERS = 2;
  private static final int METHODID_GET_HELD_OUT_INTERACTIONS = 3;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final OperationsServiceImplBase serviceImpl;
    private final int methodId;

    MethodHandlers(OperationsServiceImplBase serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_GET_SERVER_STATUS:
          serviceImpl.getServerStatus((com.recsys.v1.GetServerStatusRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetServerStatusResponse>) responseObserver);
          break;
        case METHODID_WATCH_SERVER_STATUS:
          serviceImpl.watchServerStatus((com.recsys.v1.WatchServerStatusRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.WatchServerStatusResponse>) responseObserver);
          break;
        case METHODID_LIST_HELD_OUT_CUSTOMERS:
          serviceImpl.listHeldOutCustomers((com.recsys.v1.ListHeldOutCustomersRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.ListHeldOutCustomersResponse>) responseObserver);
          break;
        case METHODID_GET_HELD_OUT_INTERACTIONS:
          serviceImpl.getHeldOutInteractions((com.recsys.v1.GetHeldOutInteractionsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetHeldOutInteractionsResponse>) responseObserver);
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

  private static abstract class OperationsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    OperationsServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return com.recsys.v1.OperationsServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("OperationsService");
    }
  }

  private static final class OperationsServiceFileDescriptorSupplier
      extends OperationsServiceBaseDescriptorSupplier {
    OperationsServiceFileDescriptorSupplier() {}
  }

  private static final class OperationsServiceMethodDescriptorSupplier
      extends OperationsServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final String methodName;

    OperationsServiceMethodDescriptorSupplier(String methodName) {
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
      synchronized (OperationsServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new OperationsServiceFileDescriptorSupplier())
              .addMethod(getGetServerStatusMethod())
              .addMethod(getWatchServerStatusMethod())
              .addMethod(getListHeldOutCustomersMethod())
              .addMethod(getGetHeldOutInteractionsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
