package com.recsys.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Takes interactions in. An accepted interaction is durable in the journal before it is acknowledged, and the next
 * request for the same customer or session takes it into account.
 * A wrong interaction is rejected alone, with its reason, and never holds back the others of its batch.
 * </pre>
 */
@javax.annotation.Generated(
    value = "by gRPC proto compiler",
    comments = "Source: recsys/v1/interaction_service.proto")
@io.grpc.stub.annotations.GrpcGenerated
public final class InteractionServiceGrpc {

  private InteractionServiceGrpc() {}

  public static final String SERVICE_NAME = "recsys.v1.InteractionService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.IngestInteractionsRequest,
      com.recsys.v1.IngestInteractionsResponse> getIngestInteractionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "IngestInteractions",
      requestType = com.recsys.v1.IngestInteractionsRequest.class,
      responseType = com.recsys.v1.IngestInteractionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
  public static io.grpc.MethodDescriptor<com.recsys.v1.IngestInteractionsRequest,
      com.recsys.v1.IngestInteractionsResponse> getIngestInteractionsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.IngestInteractionsRequest, com.recsys.v1.IngestInteractionsResponse> getIngestInteractionsMethod;
    if ((getIngestInteractionsMethod = InteractionServiceGrpc.getIngestInteractionsMethod) == null) {
      synchronized (InteractionServiceGrpc.class) {
        if ((getIngestInteractionsMethod = InteractionServiceGrpc.getIngestInteractionsMethod) == null) {
          InteractionServiceGrpc.getIngestInteractionsMethod = getIngestInteractionsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.IngestInteractionsRequest, com.recsys.v1.IngestInteractionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.BIDI_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "IngestInteractions"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.IngestInteractionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.IngestInteractionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InteractionServiceMethodDescriptorSupplier("IngestInteractions"))
              .build();
        }
      }
    }
    return getIngestInteractionsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.WriteInteractionsRequest,
      com.recsys.v1.WriteInteractionsResponse> getWriteInteractionsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "WriteInteractions",
      requestType = com.recsys.v1.WriteInteractionsRequest.class,
      responseType = com.recsys.v1.WriteInteractionsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.WriteInteractionsRequest,
      com.recsys.v1.WriteInteractionsResponse> getWriteInteractionsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.WriteInteractionsRequest, com.recsys.v1.WriteInteractionsResponse> getWriteInteractionsMethod;
    if ((getWriteInteractionsMethod = InteractionServiceGrpc.getWriteInteractionsMethod) == null) {
      synchronized (InteractionServiceGrpc.class) {
        if ((getWriteInteractionsMethod = InteractionServiceGrpc.getWriteInteractionsMethod) == null) {
          InteractionServiceGrpc.getWriteInteractionsMethod = getWriteInteractionsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.WriteInteractionsRequest, com.recsys.v1.WriteInteractionsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "WriteInteractions"))
              .setIdempotent(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.WriteInteractionsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.WriteInteractionsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new InteractionServiceMethodDescriptorSupplier("WriteInteractions"))
              .build();
        }
      }
    }
    return getWriteInteractionsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static InteractionServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InteractionServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InteractionServiceStub>() {
        @java.lang.Override
        public InteractionServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InteractionServiceStub(channel, callOptions);
        }
      };
    return InteractionServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static InteractionServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InteractionServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InteractionServiceBlockingStub>() {
        @java.lang.Override
        public InteractionServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InteractionServiceBlockingStub(channel, callOptions);
        }
      };
    return InteractionServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static InteractionServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<InteractionServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<InteractionServiceFutureStub>() {
        @java.lang.Override
        public InteractionServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new InteractionServiceFutureStub(channel, callOptions);
        }
      };
    return InteractionServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Takes interactions in. An accepted interaction is durable in the journal before it is acknowledged, and the next
   * request for the same customer or session takes it into account.
   * A wrong interaction is rejected alone, with its reason, and never holds back the others of its batch.
   * </pre>
   */
  public static abstract class InteractionServiceImplBase implements io.grpc.BindableService {

    /**
     * <pre>
     * Takes batches as they come and acknowledges each, in order, once it is durable. For backends: the stream stays
     * open, and HTTP/2 flow control slows a sender that outruns the journal.
     * After a broken stream open a new one whose first message carries the latest `resume_token` and nothing else: the
     * answer names the last batch that is durable, and the client goes on with the one after it. Whatever the old
     * connection still had under way is not taken any more. A batch that is durable though its acknowledgement was lost
     * does not say again what it rejected. Without a token send everything again that was not acknowledged, as a new
     * stream: interaction ids make that safe. The server remembers the 65,536 streams that wrote last, also over restarts;
     * of an older one the answer names the token's own batch.
     * Up to 32 batches of a stream, and about 4 MiB, may wait for the journal; beyond that the server reads no further, so
     * HTTP/2 flow control slows the sender. A client that does not read its acknowledgements is cut off.
     * Errors: INVALID_ARGUMENT when a batch is empty, too large or out of order, or the token is none; UNAVAILABLE when
     * the journal cannot be written, there are too many streams (reason OVERLOADED) or the server is stopping (reason
     * SERVER_STOPPING: everything it read is acknowledged first); RESOURCE_EXHAUSTED (reason STORAGE_FULL, with google.rpc.RetryInfo) when the disk is
     * full; ABORTED (reason ACKNOWLEDGEMENTS_NOT_READ) when acknowledgements were not read for too long. What was
     * acknowledged before stays durable.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<com.recsys.v1.IngestInteractionsRequest> ingestInteractions(
        io.grpc.stub.StreamObserver<com.recsys.v1.IngestInteractionsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getIngestInteractionsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Writes one batch. For browsers and small clients. Repeating a call is safe, since interaction ids are unique.
     * Errors: INVALID_ARGUMENT when there are no interactions or more than 1,000; UNAVAILABLE when the journal cannot be
     * written, in which case nothing or a part was stored and the same call can be repeated.
     * </pre>
     */
    public void writeInteractions(com.recsys.v1.WriteInteractionsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.WriteInteractionsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getWriteInteractionsMethod(), responseObserver);
    }

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
          .addMethod(
            getIngestInteractionsMethod(),
            io.grpc.stub.ServerCalls.asyncBidiStreamingCall(
              new MethodHandlers<
                com.recsys.v1.IngestInteractionsRequest,
                com.recsys.v1.IngestInteractionsResponse>(
                  this, METHODID_INGEST_INTERACTIONS)))
          .addMethod(
            getWriteInteractionsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.WriteInteractionsRequest,
                com.recsys.v1.WriteInteractionsResponse>(
                  this, METHODID_WRITE_INTERACTIONS)))
          .build();
    }
  }

  /**
   * <pre>
   * Takes interactions in. An accepted interaction is durable in the journal before it is acknowledged, and the next
   * request for the same customer or session takes it into account.
   * A wrong interaction is rejected alone, with its reason, and never holds back the others of its batch.
   * </pre>
   */
  public static final class InteractionServiceStub extends io.grpc.stub.AbstractAsyncStub<InteractionServiceStub> {
    private InteractionServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InteractionServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InteractionServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Takes batches as they come and acknowledges each, in order, once it is durable. For backends: the stream stays
     * open, and HTTP/2 flow control slows a sender that outruns the journal.
     * After a broken stream open a new one whose first message carries the latest `resume_token` and nothing else: the
     * answer names the last batch that is durable, and the client goes on with the one after it. Whatever the old
     * connection still had under way is not taken any more. A batch that is durable though its acknowledgement was lost
     * does not say again what it rejected. Without a token send everything again that was not acknowledged, as a new
     * stream: interaction ids make that safe. The server remembers the 65,536 streams that wrote last, also over restarts;
     * of an older one the answer names the token's own batch.
     * Up to 32 batches of a stream, and about 4 MiB, may wait for the journal; beyond that the server reads no further, so
     * HTTP/2 flow control slows the sender. A client that does not read its acknowledgements is cut off.
     * Errors: INVALID_ARGUMENT when a batch is empty, too large or out of order, or the token is none; UNAVAILABLE when
     * the journal cannot be written, there are too many streams (reason OVERLOADED) or the server is stopping (reason
     * SERVER_STOPPING: everything it read is acknowledged first); RESOURCE_EXHAUSTED (reason STORAGE_FULL, with google.rpc.RetryInfo) when the disk is
     * full; ABORTED (reason ACKNOWLEDGEMENTS_NOT_READ) when acknowledgements were not read for too long. What was
     * acknowledged before stays durable.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<com.recsys.v1.IngestInteractionsRequest> ingestInteractions(
        io.grpc.stub.StreamObserver<com.recsys.v1.IngestInteractionsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncBidiStreamingCall(
          getChannel().newCall(getIngestInteractionsMethod(), getCallOptions()), responseObserver);
    }

    /**
     * <pre>
     * Writes one batch. For browsers and small clients. Repeating a call is safe, since interaction ids are unique.
     * Errors: INVALID_ARGUMENT when there are no interactions or more than 1,000; UNAVAILABLE when the journal cannot be
     * written, in which case nothing or a part was stored and the same call can be repeated.
     * </pre>
     */
    public void writeInteractions(com.recsys.v1.WriteInteractionsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.WriteInteractionsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getWriteInteractionsMethod(), getCallOptions()), request, responseObserver);
    }
  }

  /**
   * <pre>
   * Takes interactions in. An accepted interaction is durable in the journal before it is acknowledged, and the next
   * request for the same customer or session takes it into account.
   * A wrong interaction is rejected alone, with its reason, and never holds back the others of its batch.
   * </pre>
   */
  public static final class InteractionServiceBlockingStub extends io.grpc.stub.AbstractBlockingStub<InteractionServiceBlockingStub> {
    private InteractionServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InteractionServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InteractionServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Writes one batch. For browsers and small clients. Repeating a call is safe, since interaction ids are unique.
     * Errors: INVALID_ARGUMENT when there are no interactions or more than 1,000; UNAVAILABLE when the journal cannot be
     * written, in which case nothing or a part was stored and the same call can be repeated.
     * </pre>
     */
    public com.recsys.v1.WriteInteractionsResponse writeInteractions(com.recsys.v1.WriteInteractionsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getWriteInteractionsMethod(), getCallOptions(), request);
    }
  }

  /**
   * <pre>
   * Takes interactions in. An accepted interaction is durable in the journal before it is acknowledged, and the next
   * request for the same customer or session takes it into account.
   * A wrong interaction is rejected alone, with its reason, and never holds back the others of its batch.
   * </pre>
   */
  public static final class InteractionServiceFutureStub extends io.grpc.stub.AbstractFutureStub<InteractionServiceFutureStub> {
    private InteractionServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected InteractionServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new InteractionServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Writes one batch. For browsers and small clients. Repeating a call is safe, since interaction ids are unique.
     * Errors: INVALID_ARGUMENT when there are no interactions or more than 1,000; UNAVAILABLE when the journal cannot be
     * written, in which case nothing or a part was stored and the same call can be repeated.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.WriteInteractionsResponse> writeInteractions(
        com.recsys.v1.WriteInteractionsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getWriteInteractionsMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_WRITE_INTERACTIONS = 0;
  private static final int METHODID_INGEST_INTERACTIONS = 1;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final InteractionServiceImplBase serviceImpl;
    private final int methodId;

    MethodHandlers(InteractionServiceImplBase serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_WRITE_INTERACTIONS:
          serviceImpl.writeInteractions((com.recsys.v1.WriteInteractionsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.WriteInteractionsResponse>) responseObserver);
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
        case METHODID_INGEST_INTERACTIONS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.ingestInteractions(
              (io.grpc.stub.StreamObserver<com.recsys.v1.IngestInteractionsResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  private static abstract class InteractionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    InteractionServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return com.recsys.v1.InteractionServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("InteractionService");
    }
  }

  private static final class InteractionServiceFileDescriptorSupplier
      extends InteractionServiceBaseDescriptorSupplier {
    InteractionServiceFileDescriptorSupplier() {}
  }

  private static final class InteractionServiceMethodDescriptorSupplier
      extends InteractionServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final String methodName;

    InteractionServiceMethodDescriptorSupplier(String methodName) {
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
      synchronized (InteractionServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new InteractionServiceFileDescriptorSupplier())
              .addMethod(getIngestInteractionsMethod())
              .addMethod(getWriteInteractionsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
