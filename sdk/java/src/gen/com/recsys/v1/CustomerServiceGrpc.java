package com.recsys.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Keeps customer records. Every change is durable before it is answered and seen by the next recommendation.
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
 * when the store cannot be written, in which case the call can be repeated.
 * </pre>
 */
@javax.annotation.Generated(
    value = "by gRPC proto compiler",
    comments = "Source: recsys/v1/customer_service.proto")
@io.grpc.stub.annotations.GrpcGenerated
public final class CustomerServiceGrpc {

  private CustomerServiceGrpc() {}

  public static final String SERVICE_NAME = "recsys.v1.CustomerService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.CreateCustomerRequest,
      com.recsys.v1.CreateCustomerResponse> getCreateCustomerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateCustomer",
      requestType = com.recsys.v1.CreateCustomerRequest.class,
      responseType = com.recsys.v1.CreateCustomerResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.CreateCustomerRequest,
      com.recsys.v1.CreateCustomerResponse> getCreateCustomerMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.CreateCustomerRequest, com.recsys.v1.CreateCustomerResponse> getCreateCustomerMethod;
    if ((getCreateCustomerMethod = CustomerServiceGrpc.getCreateCustomerMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getCreateCustomerMethod = CustomerServiceGrpc.getCreateCustomerMethod) == null) {
          CustomerServiceGrpc.getCreateCustomerMethod = getCreateCustomerMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.CreateCustomerRequest, com.recsys.v1.CreateCustomerResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateCustomer"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.CreateCustomerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.CreateCustomerResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("CreateCustomer"))
              .build();
        }
      }
    }
    return getCreateCustomerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetCustomerRequest,
      com.recsys.v1.GetCustomerResponse> getGetCustomerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCustomer",
      requestType = com.recsys.v1.GetCustomerRequest.class,
      responseType = com.recsys.v1.GetCustomerResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetCustomerRequest,
      com.recsys.v1.GetCustomerResponse> getGetCustomerMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetCustomerRequest, com.recsys.v1.GetCustomerResponse> getGetCustomerMethod;
    if ((getGetCustomerMethod = CustomerServiceGrpc.getGetCustomerMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getGetCustomerMethod = CustomerServiceGrpc.getGetCustomerMethod) == null) {
          CustomerServiceGrpc.getGetCustomerMethod = getGetCustomerMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetCustomerRequest, com.recsys.v1.GetCustomerResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCustomer"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetCustomerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetCustomerResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("GetCustomer"))
              .build();
        }
      }
    }
    return getGetCustomerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetCustomerFeaturesRequest,
      com.recsys.v1.GetCustomerFeaturesResponse> getGetCustomerFeaturesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetCustomerFeatures",
      requestType = com.recsys.v1.GetCustomerFeaturesRequest.class,
      responseType = com.recsys.v1.GetCustomerFeaturesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetCustomerFeaturesRequest,
      com.recsys.v1.GetCustomerFeaturesResponse> getGetCustomerFeaturesMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetCustomerFeaturesRequest, com.recsys.v1.GetCustomerFeaturesResponse> getGetCustomerFeaturesMethod;
    if ((getGetCustomerFeaturesMethod = CustomerServiceGrpc.getGetCustomerFeaturesMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getGetCustomerFeaturesMethod = CustomerServiceGrpc.getGetCustomerFeaturesMethod) == null) {
          CustomerServiceGrpc.getGetCustomerFeaturesMethod = getGetCustomerFeaturesMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetCustomerFeaturesRequest, com.recsys.v1.GetCustomerFeaturesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetCustomerFeatures"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetCustomerFeaturesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetCustomerFeaturesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("GetCustomerFeatures"))
              .build();
        }
      }
    }
    return getGetCustomerFeaturesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.BatchGetCustomersRequest,
      com.recsys.v1.BatchGetCustomersResponse> getBatchGetCustomersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetCustomers",
      requestType = com.recsys.v1.BatchGetCustomersRequest.class,
      responseType = com.recsys.v1.BatchGetCustomersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.BatchGetCustomersRequest,
      com.recsys.v1.BatchGetCustomersResponse> getBatchGetCustomersMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.BatchGetCustomersRequest, com.recsys.v1.BatchGetCustomersResponse> getBatchGetCustomersMethod;
    if ((getBatchGetCustomersMethod = CustomerServiceGrpc.getBatchGetCustomersMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getBatchGetCustomersMethod = CustomerServiceGrpc.getBatchGetCustomersMethod) == null) {
          CustomerServiceGrpc.getBatchGetCustomersMethod = getBatchGetCustomersMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.BatchGetCustomersRequest, com.recsys.v1.BatchGetCustomersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetCustomers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.BatchGetCustomersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.BatchGetCustomersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("BatchGetCustomers"))
              .build();
        }
      }
    }
    return getBatchGetCustomersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ListCustomersRequest,
      com.recsys.v1.ListCustomersResponse> getListCustomersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListCustomers",
      requestType = com.recsys.v1.ListCustomersRequest.class,
      responseType = com.recsys.v1.ListCustomersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ListCustomersRequest,
      com.recsys.v1.ListCustomersResponse> getListCustomersMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ListCustomersRequest, com.recsys.v1.ListCustomersResponse> getListCustomersMethod;
    if ((getListCustomersMethod = CustomerServiceGrpc.getListCustomersMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getListCustomersMethod = CustomerServiceGrpc.getListCustomersMethod) == null) {
          CustomerServiceGrpc.getListCustomersMethod = getListCustomersMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ListCustomersRequest, com.recsys.v1.ListCustomersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListCustomers"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListCustomersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListCustomersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("ListCustomers"))
              .build();
        }
      }
    }
    return getListCustomersMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.UpdateCustomerRequest,
      com.recsys.v1.UpdateCustomerResponse> getUpdateCustomerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateCustomer",
      requestType = com.recsys.v1.UpdateCustomerRequest.class,
      responseType = com.recsys.v1.UpdateCustomerResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.UpdateCustomerRequest,
      com.recsys.v1.UpdateCustomerResponse> getUpdateCustomerMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.UpdateCustomerRequest, com.recsys.v1.UpdateCustomerResponse> getUpdateCustomerMethod;
    if ((getUpdateCustomerMethod = CustomerServiceGrpc.getUpdateCustomerMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getUpdateCustomerMethod = CustomerServiceGrpc.getUpdateCustomerMethod) == null) {
          CustomerServiceGrpc.getUpdateCustomerMethod = getUpdateCustomerMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.UpdateCustomerRequest, com.recsys.v1.UpdateCustomerResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateCustomer"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.UpdateCustomerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.UpdateCustomerResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("UpdateCustomer"))
              .build();
        }
      }
    }
    return getUpdateCustomerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.DeleteCustomerRequest,
      com.recsys.v1.DeleteCustomerResponse> getDeleteCustomerMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteCustomer",
      requestType = com.recsys.v1.DeleteCustomerRequest.class,
      responseType = com.recsys.v1.DeleteCustomerResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.DeleteCustomerRequest,
      com.recsys.v1.DeleteCustomerResponse> getDeleteCustomerMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.DeleteCustomerRequest, com.recsys.v1.DeleteCustomerResponse> getDeleteCustomerMethod;
    if ((getDeleteCustomerMethod = CustomerServiceGrpc.getDeleteCustomerMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getDeleteCustomerMethod = CustomerServiceGrpc.getDeleteCustomerMethod) == null) {
          CustomerServiceGrpc.getDeleteCustomerMethod = getDeleteCustomerMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.DeleteCustomerRequest, com.recsys.v1.DeleteCustomerResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteCustomer"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.DeleteCustomerRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.DeleteCustomerResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("DeleteCustomer"))
              .build();
        }
      }
    }
    return getDeleteCustomerMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ImportCustomersRequest,
      com.recsys.v1.ImportCustomersResponse> getImportCustomersMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ImportCustomers",
      requestType = com.recsys.v1.ImportCustomersRequest.class,
      responseType = com.recsys.v1.ImportCustomersResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ImportCustomersRequest,
      com.recsys.v1.ImportCustomersResponse> getImportCustomersMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ImportCustomersRequest, com.recsys.v1.ImportCustomersResponse> getImportCustomersMethod;
    if ((getImportCustomersMethod = CustomerServiceGrpc.getImportCustomersMethod) == null) {
      synchronized (CustomerServiceGrpc.class) {
        if ((getImportCustomersMethod = CustomerServiceGrpc.getImportCustomersMethod) == null) {
          CustomerServiceGrpc.getImportCustomersMethod = getImportCustomersMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ImportCustomersRequest, com.recsys.v1.ImportCustomersResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ImportCustomers"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ImportCustomersRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ImportCustomersResponse.getDefaultInstance()))
              .setSchemaDescriptor(new CustomerServiceMethodDescriptorSupplier("ImportCustomers"))
              .build();
        }
      }
    }
    return getImportCustomersMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static CustomerServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CustomerServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CustomerServiceStub>() {
        @java.lang.Override
        public CustomerServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CustomerServiceStub(channel, callOptions);
        }
      };
    return CustomerServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static CustomerServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CustomerServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CustomerServiceBlockingStub>() {
        @java.lang.Override
        public CustomerServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CustomerServiceBlockingStub(channel, callOptions);
        }
      };
    return CustomerServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static CustomerServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<CustomerServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<CustomerServiceFutureStub>() {
        @java.lang.Override
        public CustomerServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new CustomerServiceFutureStub(channel, callOptions);
        }
      };
    return CustomerServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Keeps customer records. Every change is durable before it is answered and seen by the next recommendation.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static abstract class CustomerServiceImplBase implements io.grpc.BindableService {

    /**
     * <pre>
     * Adds a customer.
     * Errors: ALREADY_EXISTS (reason CUSTOMER_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateCustomer with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public void createCustomer(com.recsys.v1.CreateCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.CreateCustomerResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateCustomerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads one customer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND).
     * </pre>
     */
    public void getCustomer(com.recsys.v1.GetCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetCustomerResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCustomerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads what the server keeps of what a customer, a session or both did. Who has no record has features all the same.
     * </pre>
     */
    public void getCustomerFeatures(com.recsys.v1.GetCustomerFeaturesRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetCustomerFeaturesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetCustomerFeaturesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads several customers by id.
     * </pre>
     */
    public void batchGetCustomers(com.recsys.v1.BatchGetCustomersRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.BatchGetCustomersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetCustomersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads all customers, page by page, in an order that stays the same.
     * </pre>
     */
    public void listCustomers(com.recsys.v1.ListCustomersRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListCustomersResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListCustomersMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a customer, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `customer.etag` is given and the customer was changed since: read it again and decide anew.
     * </pre>
     */
    public void updateCustomer(com.recsys.v1.UpdateCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.UpdateCustomerResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateCustomerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Erases a customer: the record, the features and sessions, cached answers, and the link from past interactions to
     * the customer. Those interactions go on counting for products, as nobody's. Done when it answers, and for good: a
     * restart does not bring anything back. What is written later under the same id belongs to a newcomer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`, when there is neither a record nor anything
     * the customer did; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the customer was changed since.
     * </pre>
     */
    public void deleteCustomer(com.recsys.v1.DeleteCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.DeleteCustomerResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteCustomerMethod(), responseObserver);
    }

    /**
     * <pre>
     * Takes many customers in: adds those that are new and replaces those that are not. A wrong customer is rejected
     * alone and never holds back the others; where an id comes twice, the later one holds. Each message is written as it
     * arrives, so what was sent before a call broke may be there: repeating a call is safe.
     * Errors: INVALID_ARGUMENT for a message of no customers or more than 1,000; those before it are written.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<com.recsys.v1.ImportCustomersRequest> importCustomers(
        io.grpc.stub.StreamObserver<com.recsys.v1.ImportCustomersResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getImportCustomersMethod(), responseObserver);
    }

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
          .addMethod(
            getCreateCustomerMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.CreateCustomerRequest,
                com.recsys.v1.CreateCustomerResponse>(
                  this, METHODID_CREATE_CUSTOMER)))
          .addMethod(
            getGetCustomerMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetCustomerRequest,
                com.recsys.v1.GetCustomerResponse>(
                  this, METHODID_GET_CUSTOMER)))
          .addMethod(
            getGetCustomerFeaturesMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetCustomerFeaturesRequest,
                com.recsys.v1.GetCustomerFeaturesResponse>(
                  this, METHODID_GET_CUSTOMER_FEATURES)))
          .addMethod(
            getBatchGetCustomersMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.BatchGetCustomersRequest,
                com.recsys.v1.BatchGetCustomersResponse>(
                  this, METHODID_BATCH_GET_CUSTOMERS)))
          .addMethod(
            getListCustomersMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.ListCustomersRequest,
                com.recsys.v1.ListCustomersResponse>(
                  this, METHODID_LIST_CUSTOMERS)))
          .addMethod(
            getUpdateCustomerMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.UpdateCustomerRequest,
                com.recsys.v1.UpdateCustomerResponse>(
                  this, METHODID_UPDATE_CUSTOMER)))
          .addMethod(
            getDeleteCustomerMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.DeleteCustomerRequest,
                com.recsys.v1.DeleteCustomerResponse>(
                  this, METHODID_DELETE_CUSTOMER)))
          .addMethod(
            getImportCustomersMethod(),
            io.grpc.stub.ServerCalls.asyncClientStreamingCall(
              new MethodHandlers<
                com.recsys.v1.ImportCustomersRequest,
                com.recsys.v1.ImportCustomersResponse>(
                  this, METHODID_IMPORT_CUSTOMERS)))
          .build();
    }
  }

  /**
   * <pre>
   * Keeps customer records. Every change is durable before it is answered and seen by the next recommendation.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static final class CustomerServiceStub extends io.grpc.stub.AbstractAsyncStub<CustomerServiceStub> {
    private CustomerServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CustomerServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CustomerServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a customer.
     * Errors: ALREADY_EXISTS (reason CUSTOMER_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateCustomer with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public void createCustomer(com.recsys.v1.CreateCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.CreateCustomerResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateCustomerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads one customer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND).
     * </pre>
     */
    public void getCustomer(com.recsys.v1.GetCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetCustomerResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCustomerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads what the server keeps of what a customer, a session or both did. Who has no record has features all the same.
     * </pre>
     */
    public void getCustomerFeatures(com.recsys.v1.GetCustomerFeaturesRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetCustomerFeaturesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetCustomerFeaturesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads several customers by id.
     * </pre>
     */
    public void batchGetCustomers(com.recsys.v1.BatchGetCustomersRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.BatchGetCustomersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetCustomersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads all customers, page by page, in an order that stays the same.
     * </pre>
     */
    public void listCustomers(com.recsys.v1.ListCustomersRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListCustomersResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListCustomersMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a customer, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `customer.etag` is given and the customer was changed since: read it again and decide anew.
     * </pre>
     */
    public void updateCustomer(com.recsys.v1.UpdateCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.UpdateCustomerResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateCustomerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Erases a customer: the record, the features and sessions, cached answers, and the link from past interactions to
     * the customer. Those interactions go on counting for products, as nobody's. Done when it answers, and for good: a
     * restart does not bring anything back. What is written later under the same id belongs to a newcomer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`, when there is neither a record nor anything
     * the customer did; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the customer was changed since.
     * </pre>
     */
    public void deleteCustomer(com.recsys.v1.DeleteCustomerRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.DeleteCustomerResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteCustomerMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Takes many customers in: adds those that are new and replaces those that are not. A wrong customer is rejected
     * alone and never holds back the others; where an id comes twice, the later one holds. Each message is written as it
     * arrives, so what was sent before a call broke may be there: repeating a call is safe.
     * Errors: INVALID_ARGUMENT for a message of no customers or more than 1,000; those before it are written.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<com.recsys.v1.ImportCustomersRequest> importCustomers(
        io.grpc.stub.StreamObserver<com.recsys.v1.ImportCustomersResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncClientStreamingCall(
          getChannel().newCall(getImportCustomersMethod(), getCallOptions()), responseObserver);
    }
  }

  /**
   * <pre>
   * Keeps customer records. Every change is durable before it is answered and seen by the next recommendation.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static final class CustomerServiceBlockingStub extends io.grpc.stub.AbstractBlockingStub<CustomerServiceBlockingStub> {
    private CustomerServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CustomerServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CustomerServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a customer.
     * Errors: ALREADY_EXISTS (reason CUSTOMER_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateCustomer with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public com.recsys.v1.CreateCustomerResponse createCustomer(com.recsys.v1.CreateCustomerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateCustomerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one customer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND).
     * </pre>
     */
    public com.recsys.v1.GetCustomerResponse getCustomer(com.recsys.v1.GetCustomerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCustomerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads what the server keeps of what a customer, a session or both did. Who has no record has features all the same.
     * </pre>
     */
    public com.recsys.v1.GetCustomerFeaturesResponse getCustomerFeatures(com.recsys.v1.GetCustomerFeaturesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetCustomerFeaturesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads several customers by id.
     * </pre>
     */
    public com.recsys.v1.BatchGetCustomersResponse batchGetCustomers(com.recsys.v1.BatchGetCustomersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetCustomersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads all customers, page by page, in an order that stays the same.
     * </pre>
     */
    public com.recsys.v1.ListCustomersResponse listCustomers(com.recsys.v1.ListCustomersRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListCustomersMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a customer, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `customer.etag` is given and the customer was changed since: read it again and decide anew.
     * </pre>
     */
    public com.recsys.v1.UpdateCustomerResponse updateCustomer(com.recsys.v1.UpdateCustomerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateCustomerMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Erases a customer: the record, the features and sessions, cached answers, and the link from past interactions to
     * the customer. Those interactions go on counting for products, as nobody's. Done when it answers, and for good: a
     * restart does not bring anything back. What is written later under the same id belongs to a newcomer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`, when there is neither a record nor anything
     * the customer did; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the customer was changed since.
     * </pre>
     */
    public com.recsys.v1.DeleteCustomerResponse deleteCustomer(com.recsys.v1.DeleteCustomerRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteCustomerMethod(), getCallOptions(), request);
    }
  }

  /**
   * <pre>
   * Keeps customer records. Every change is durable before it is answered and seen by the next recommendation.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static final class CustomerServiceFutureStub extends io.grpc.stub.AbstractFutureStub<CustomerServiceFutureStub> {
    private CustomerServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected CustomerServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new CustomerServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a customer.
     * Errors: ALREADY_EXISTS (reason CUSTOMER_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateCustomer with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.CreateCustomerResponse> createCustomer(
        com.recsys.v1.CreateCustomerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateCustomerMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads one customer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetCustomerResponse> getCustomer(
        com.recsys.v1.GetCustomerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCustomerMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads what the server keeps of what a customer, a session or both did. Who has no record has features all the same.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetCustomerFeaturesResponse> getCustomerFeatures(
        com.recsys.v1.GetCustomerFeaturesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetCustomerFeaturesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads several customers by id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.BatchGetCustomersResponse> batchGetCustomers(
        com.recsys.v1.BatchGetCustomersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetCustomersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads all customers, page by page, in an order that stays the same.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.ListCustomersResponse> listCustomers(
        com.recsys.v1.ListCustomersRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListCustomersMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a customer, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `customer.etag` is given and the customer was changed since: read it again and decide anew.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.UpdateCustomerResponse> updateCustomer(
        com.recsys.v1.UpdateCustomerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateCustomerMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Erases a customer: the record, the features and sessions, cached answers, and the link from past interactions to
     * the customer. Those interactions go on counting for products, as nobody's. Done when it answers, and for good: a
     * restart does not bring anything back. What is written later under the same id belongs to a newcomer.
     * Errors: NOT_FOUND (reason CUSTOMER_NOT_FOUND) unless `allow_missing`, when there is neither a record nor anything
     * the customer did; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the customer was changed since.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.DeleteCustomerResponse> deleteCustomer(
        com.recsys.v1.DeleteCustomerRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteCustomerMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_CUSTOMER = 0;
  private static final int METHODID_GET_CUSTOMER = 1;
  private static final int METHODID_GET_CUSTOMER_FEATURES = 2;
  private static final int METHODID_BATCH_GET_CUSTOMERS = 3;
  private static final int METHODID_LIST_CUSTOMERS = 4;
  private static final int METHODID_UPDATE_CUSTOMER = 5;
  private static final int METHODID_DELETE_CUSTOMER = 6;
  private static final int METHODID_IMPORT_CUSTOMERS = 7;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final CustomerServiceImplBase serviceImpl;
    private final int methodId;

    MethodHandlers(CustomerServiceImplBase serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_CREATE_CUSTOMER:
          serviceImpl.createCustomer((com.recsys.v1.CreateCustomerRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.CreateCustomerResponse>) responseObserver);
          break;
        case METHODID_GET_CUSTOMER:
          serviceImpl.getCustomer((com.recsys.v1.GetCustomerRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetCustomerResponse>) responseObserver);
          break;
        case METHODID_GET_CUSTOMER_FEATURES:
          serviceImpl.getCustomerFeatures((com.recsys.v1.GetCustomerFeaturesRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetCustomerFeaturesResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_CUSTOMERS:
          serviceImpl.batchGetCustomers((com.recsys.v1.BatchGetCustomersRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.BatchGetCustomersResponse>) responseObserver);
          break;
        case METHODID_LIST_CUSTOMERS:
          serviceImpl.listCustomers((com.recsys.v1.ListCustomersRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.ListCustomersResponse>) responseObserver);
          break;
        case METHODID_UPDATE_CUSTOMER:
          serviceImpl.updateCustomer((com.recsys.v1.UpdateCustomerRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.UpdateCustomerResponse>) responseObserver);
          break;
        case METHODID_DELETE_CUSTOMER:
          serviceImpl.deleteCustomer((com.recsys.v1.DeleteCustomerRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.DeleteCustomerResponse>) responseObserver);
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
        case METHODID_IMPORT_CUSTOMERS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.importCustomers(
              (io.grpc.stub.StreamObserver<com.recsys.v1.ImportCustomersResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  private static abstract class CustomerServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    CustomerServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return com.recsys.v1.CustomerServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("CustomerService");
    }
  }

  private static final class CustomerServiceFileDescriptorSupplier
      extends CustomerServiceBaseDescriptorSupplier {
    CustomerServiceFileDescriptorSupplier() {}
  }

  private static final class CustomerServiceMethodDescriptorSupplier
      extends CustomerServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final String methodName;

    CustomerServiceMethodDescriptorSupplier(String methodName) {
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
      synchronized (CustomerServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new CustomerServiceFileDescriptorSupplier())
              .addMethod(getCreateCustomerMethod())
              .addMethod(getGetCustomerMethod())
              .addMethod(getGetCustomerFeaturesMethod())
              .addMethod(getBatchGetCustomersMethod())
              .addMethod(getListCustomersMethod())
              .addMethod(getUpdateCustomerMethod())
              .addMethod(getDeleteCustomerMethod())
              .addMethod(getImportCustomersMethod())
              .build();
        }
      }
    }
    return result;
  }
}
