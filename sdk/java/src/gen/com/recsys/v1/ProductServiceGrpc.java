package com.recsys.v1;

import static io.grpc.MethodDescriptor.generateFullMethodName;

/**
 * <pre>
 * Keeps the catalogue. Every change is durable before it is answered. What was removed, is out of stock or may not be
 * sold is gone from the next recommendation; what is new, or described otherwise, can be found by its words and its vector
 * within a second, without training.
 * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
 * when the store cannot be written, in which case the call can be repeated.
 * </pre>
 */
@javax.annotation.Generated(
    value = "by gRPC proto compiler",
    comments = "Source: recsys/v1/product_service.proto")
@io.grpc.stub.annotations.GrpcGenerated
public final class ProductServiceGrpc {

  private ProductServiceGrpc() {}

  public static final String SERVICE_NAME = "recsys.v1.ProductService";

  // Static method descriptors that strictly reflect the proto.
  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.CreateProductRequest,
      com.recsys.v1.CreateProductResponse> getCreateProductMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "CreateProduct",
      requestType = com.recsys.v1.CreateProductRequest.class,
      responseType = com.recsys.v1.CreateProductResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.CreateProductRequest,
      com.recsys.v1.CreateProductResponse> getCreateProductMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.CreateProductRequest, com.recsys.v1.CreateProductResponse> getCreateProductMethod;
    if ((getCreateProductMethod = ProductServiceGrpc.getCreateProductMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getCreateProductMethod = ProductServiceGrpc.getCreateProductMethod) == null) {
          ProductServiceGrpc.getCreateProductMethod = getCreateProductMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.CreateProductRequest, com.recsys.v1.CreateProductResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "CreateProduct"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.CreateProductRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.CreateProductResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("CreateProduct"))
              .build();
        }
      }
    }
    return getCreateProductMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetProductRequest,
      com.recsys.v1.GetProductResponse> getGetProductMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetProduct",
      requestType = com.recsys.v1.GetProductRequest.class,
      responseType = com.recsys.v1.GetProductResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetProductRequest,
      com.recsys.v1.GetProductResponse> getGetProductMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetProductRequest, com.recsys.v1.GetProductResponse> getGetProductMethod;
    if ((getGetProductMethod = ProductServiceGrpc.getGetProductMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getGetProductMethod = ProductServiceGrpc.getGetProductMethod) == null) {
          ProductServiceGrpc.getGetProductMethod = getGetProductMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetProductRequest, com.recsys.v1.GetProductResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetProduct"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetProductRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetProductResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("GetProduct"))
              .build();
        }
      }
    }
    return getGetProductMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.GetProductFeaturesRequest,
      com.recsys.v1.GetProductFeaturesResponse> getGetProductFeaturesMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "GetProductFeatures",
      requestType = com.recsys.v1.GetProductFeaturesRequest.class,
      responseType = com.recsys.v1.GetProductFeaturesResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.GetProductFeaturesRequest,
      com.recsys.v1.GetProductFeaturesResponse> getGetProductFeaturesMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.GetProductFeaturesRequest, com.recsys.v1.GetProductFeaturesResponse> getGetProductFeaturesMethod;
    if ((getGetProductFeaturesMethod = ProductServiceGrpc.getGetProductFeaturesMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getGetProductFeaturesMethod = ProductServiceGrpc.getGetProductFeaturesMethod) == null) {
          ProductServiceGrpc.getGetProductFeaturesMethod = getGetProductFeaturesMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.GetProductFeaturesRequest, com.recsys.v1.GetProductFeaturesResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "GetProductFeatures"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetProductFeaturesRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.GetProductFeaturesResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("GetProductFeatures"))
              .build();
        }
      }
    }
    return getGetProductFeaturesMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.BatchGetProductsRequest,
      com.recsys.v1.BatchGetProductsResponse> getBatchGetProductsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "BatchGetProducts",
      requestType = com.recsys.v1.BatchGetProductsRequest.class,
      responseType = com.recsys.v1.BatchGetProductsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.BatchGetProductsRequest,
      com.recsys.v1.BatchGetProductsResponse> getBatchGetProductsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.BatchGetProductsRequest, com.recsys.v1.BatchGetProductsResponse> getBatchGetProductsMethod;
    if ((getBatchGetProductsMethod = ProductServiceGrpc.getBatchGetProductsMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getBatchGetProductsMethod = ProductServiceGrpc.getBatchGetProductsMethod) == null) {
          ProductServiceGrpc.getBatchGetProductsMethod = getBatchGetProductsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.BatchGetProductsRequest, com.recsys.v1.BatchGetProductsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "BatchGetProducts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.BatchGetProductsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.BatchGetProductsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("BatchGetProducts"))
              .build();
        }
      }
    }
    return getBatchGetProductsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ListProductsRequest,
      com.recsys.v1.ListProductsResponse> getListProductsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ListProducts",
      requestType = com.recsys.v1.ListProductsRequest.class,
      responseType = com.recsys.v1.ListProductsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ListProductsRequest,
      com.recsys.v1.ListProductsResponse> getListProductsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ListProductsRequest, com.recsys.v1.ListProductsResponse> getListProductsMethod;
    if ((getListProductsMethod = ProductServiceGrpc.getListProductsMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getListProductsMethod = ProductServiceGrpc.getListProductsMethod) == null) {
          ProductServiceGrpc.getListProductsMethod = getListProductsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ListProductsRequest, com.recsys.v1.ListProductsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ListProducts"))
              .setSafe(true)
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListProductsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ListProductsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("ListProducts"))
              .build();
        }
      }
    }
    return getListProductsMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.UpdateProductRequest,
      com.recsys.v1.UpdateProductResponse> getUpdateProductMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "UpdateProduct",
      requestType = com.recsys.v1.UpdateProductRequest.class,
      responseType = com.recsys.v1.UpdateProductResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.UpdateProductRequest,
      com.recsys.v1.UpdateProductResponse> getUpdateProductMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.UpdateProductRequest, com.recsys.v1.UpdateProductResponse> getUpdateProductMethod;
    if ((getUpdateProductMethod = ProductServiceGrpc.getUpdateProductMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getUpdateProductMethod = ProductServiceGrpc.getUpdateProductMethod) == null) {
          ProductServiceGrpc.getUpdateProductMethod = getUpdateProductMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.UpdateProductRequest, com.recsys.v1.UpdateProductResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "UpdateProduct"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.UpdateProductRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.UpdateProductResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("UpdateProduct"))
              .build();
        }
      }
    }
    return getUpdateProductMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.DeleteProductRequest,
      com.recsys.v1.DeleteProductResponse> getDeleteProductMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "DeleteProduct",
      requestType = com.recsys.v1.DeleteProductRequest.class,
      responseType = com.recsys.v1.DeleteProductResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.UNARY)
  public static io.grpc.MethodDescriptor<com.recsys.v1.DeleteProductRequest,
      com.recsys.v1.DeleteProductResponse> getDeleteProductMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.DeleteProductRequest, com.recsys.v1.DeleteProductResponse> getDeleteProductMethod;
    if ((getDeleteProductMethod = ProductServiceGrpc.getDeleteProductMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getDeleteProductMethod = ProductServiceGrpc.getDeleteProductMethod) == null) {
          ProductServiceGrpc.getDeleteProductMethod = getDeleteProductMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.DeleteProductRequest, com.recsys.v1.DeleteProductResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.UNARY)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "DeleteProduct"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.DeleteProductRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.DeleteProductResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("DeleteProduct"))
              .build();
        }
      }
    }
    return getDeleteProductMethod;
  }

  private static volatile io.grpc.MethodDescriptor<com.recsys.v1.ImportProductsRequest,
      com.recsys.v1.ImportProductsResponse> getImportProductsMethod;

  @io.grpc.stub.annotations.RpcMethod(
      fullMethodName = SERVICE_NAME + '/' + "ImportProducts",
      requestType = com.recsys.v1.ImportProductsRequest.class,
      responseType = com.recsys.v1.ImportProductsResponse.class,
      methodType = io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
  public static io.grpc.MethodDescriptor<com.recsys.v1.ImportProductsRequest,
      com.recsys.v1.ImportProductsResponse> getImportProductsMethod() {
    io.grpc.MethodDescriptor<com.recsys.v1.ImportProductsRequest, com.recsys.v1.ImportProductsResponse> getImportProductsMethod;
    if ((getImportProductsMethod = ProductServiceGrpc.getImportProductsMethod) == null) {
      synchronized (ProductServiceGrpc.class) {
        if ((getImportProductsMethod = ProductServiceGrpc.getImportProductsMethod) == null) {
          ProductServiceGrpc.getImportProductsMethod = getImportProductsMethod =
              io.grpc.MethodDescriptor.<com.recsys.v1.ImportProductsRequest, com.recsys.v1.ImportProductsResponse>newBuilder()
              .setType(io.grpc.MethodDescriptor.MethodType.CLIENT_STREAMING)
              .setFullMethodName(generateFullMethodName(SERVICE_NAME, "ImportProducts"))
              .setSampledToLocalTracing(true)
              .setRequestMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ImportProductsRequest.getDefaultInstance()))
              .setResponseMarshaller(io.grpc.protobuf.ProtoUtils.marshaller(
                  com.recsys.v1.ImportProductsResponse.getDefaultInstance()))
              .setSchemaDescriptor(new ProductServiceMethodDescriptorSupplier("ImportProducts"))
              .build();
        }
      }
    }
    return getImportProductsMethod;
  }

  /**
   * Creates a new async stub that supports all call types for the service
   */
  public static ProductServiceStub newStub(io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProductServiceStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProductServiceStub>() {
        @java.lang.Override
        public ProductServiceStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProductServiceStub(channel, callOptions);
        }
      };
    return ProductServiceStub.newStub(factory, channel);
  }

  /**
   * Creates a new blocking-style stub that supports unary and streaming output calls on the service
   */
  public static ProductServiceBlockingStub newBlockingStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProductServiceBlockingStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProductServiceBlockingStub>() {
        @java.lang.Override
        public ProductServiceBlockingStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProductServiceBlockingStub(channel, callOptions);
        }
      };
    return ProductServiceBlockingStub.newStub(factory, channel);
  }

  /**
   * Creates a new ListenableFuture-style stub that supports unary calls on the service
   */
  public static ProductServiceFutureStub newFutureStub(
      io.grpc.Channel channel) {
    io.grpc.stub.AbstractStub.StubFactory<ProductServiceFutureStub> factory =
      new io.grpc.stub.AbstractStub.StubFactory<ProductServiceFutureStub>() {
        @java.lang.Override
        public ProductServiceFutureStub newStub(io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
          return new ProductServiceFutureStub(channel, callOptions);
        }
      };
    return ProductServiceFutureStub.newStub(factory, channel);
  }

  /**
   * <pre>
   * Keeps the catalogue. Every change is durable before it is answered. What was removed, is out of stock or may not be
   * sold is gone from the next recommendation; what is new, or described otherwise, can be found by its words and its vector
   * within a second, without training.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static abstract class ProductServiceImplBase implements io.grpc.BindableService {

    /**
     * <pre>
     * Adds a product.
     * Errors: ALREADY_EXISTS (reason PRODUCT_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateProduct with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public void createProduct(com.recsys.v1.CreateProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.CreateProductResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getCreateProductMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads one product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public void getProduct(com.recsys.v1.GetProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetProductResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetProductMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads what the server keeps of what was done with a product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public void getProductFeatures(com.recsys.v1.GetProductFeaturesRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetProductFeaturesResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getGetProductFeaturesMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads several products by id.
     * </pre>
     */
    public void batchGetProducts(com.recsys.v1.BatchGetProductsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.BatchGetProductsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getBatchGetProductsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Reads all products, page by page, in an order that stays the same.
     * </pre>
     */
    public void listProducts(com.recsys.v1.ListProductsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListProductsResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getListProductsMethod(), responseObserver);
    }

    /**
     * <pre>
     * Changes a product, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `product.etag` is given and the product was changed since: read it again and decide anew.
     * </pre>
     */
    public void updateProduct(com.recsys.v1.UpdateProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.UpdateProductResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getUpdateProductMethod(), responseObserver);
    }

    /**
     * <pre>
     * Removes a product: it is no longer recommended. What customers did with it stays in their histories, and creating
     * the same id again takes them up.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the product was changed since.
     * </pre>
     */
    public void deleteProduct(com.recsys.v1.DeleteProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.DeleteProductResponse> responseObserver) {
      io.grpc.stub.ServerCalls.asyncUnimplementedUnaryCall(getDeleteProductMethod(), responseObserver);
    }

    /**
     * <pre>
     * Takes a whole catalogue in: adds products that are new and replaces those that are not. A wrong product is rejected
     * alone and never holds back the others; where an id comes twice, the later one holds. Each message is written as it
     * arrives, so what was sent before a call broke may be there: repeating a call is safe.
     * Errors: INVALID_ARGUMENT for a message of no products or more than 1,000; those before it are written.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<com.recsys.v1.ImportProductsRequest> importProducts(
        io.grpc.stub.StreamObserver<com.recsys.v1.ImportProductsResponse> responseObserver) {
      return io.grpc.stub.ServerCalls.asyncUnimplementedStreamingCall(getImportProductsMethod(), responseObserver);
    }

    @java.lang.Override public final io.grpc.ServerServiceDefinition bindService() {
      return io.grpc.ServerServiceDefinition.builder(getServiceDescriptor())
          .addMethod(
            getCreateProductMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.CreateProductRequest,
                com.recsys.v1.CreateProductResponse>(
                  this, METHODID_CREATE_PRODUCT)))
          .addMethod(
            getGetProductMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetProductRequest,
                com.recsys.v1.GetProductResponse>(
                  this, METHODID_GET_PRODUCT)))
          .addMethod(
            getGetProductFeaturesMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.GetProductFeaturesRequest,
                com.recsys.v1.GetProductFeaturesResponse>(
                  this, METHODID_GET_PRODUCT_FEATURES)))
          .addMethod(
            getBatchGetProductsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.BatchGetProductsRequest,
                com.recsys.v1.BatchGetProductsResponse>(
                  this, METHODID_BATCH_GET_PRODUCTS)))
          .addMethod(
            getListProductsMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.ListProductsRequest,
                com.recsys.v1.ListProductsResponse>(
                  this, METHODID_LIST_PRODUCTS)))
          .addMethod(
            getUpdateProductMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.UpdateProductRequest,
                com.recsys.v1.UpdateProductResponse>(
                  this, METHODID_UPDATE_PRODUCT)))
          .addMethod(
            getDeleteProductMethod(),
            io.grpc.stub.ServerCalls.asyncUnaryCall(
              new MethodHandlers<
                com.recsys.v1.DeleteProductRequest,
                com.recsys.v1.DeleteProductResponse>(
                  this, METHODID_DELETE_PRODUCT)))
          .addMethod(
            getImportProductsMethod(),
            io.grpc.stub.ServerCalls.asyncClientStreamingCall(
              new MethodHandlers<
                com.recsys.v1.ImportProductsRequest,
                com.recsys.v1.ImportProductsResponse>(
                  this, METHODID_IMPORT_PRODUCTS)))
          .build();
    }
  }

  /**
   * <pre>
   * Keeps the catalogue. Every change is durable before it is answered. What was removed, is out of stock or may not be
   * sold is gone from the next recommendation; what is new, or described otherwise, can be found by its words and its vector
   * within a second, without training.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static final class ProductServiceStub extends io.grpc.stub.AbstractAsyncStub<ProductServiceStub> {
    private ProductServiceStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProductServiceStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProductServiceStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a product.
     * Errors: ALREADY_EXISTS (reason PRODUCT_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateProduct with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public void createProduct(com.recsys.v1.CreateProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.CreateProductResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getCreateProductMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads one product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public void getProduct(com.recsys.v1.GetProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetProductResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetProductMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads what the server keeps of what was done with a product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public void getProductFeatures(com.recsys.v1.GetProductFeaturesRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.GetProductFeaturesResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getGetProductFeaturesMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads several products by id.
     * </pre>
     */
    public void batchGetProducts(com.recsys.v1.BatchGetProductsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.BatchGetProductsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getBatchGetProductsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Reads all products, page by page, in an order that stays the same.
     * </pre>
     */
    public void listProducts(com.recsys.v1.ListProductsRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.ListProductsResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getListProductsMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Changes a product, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `product.etag` is given and the product was changed since: read it again and decide anew.
     * </pre>
     */
    public void updateProduct(com.recsys.v1.UpdateProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.UpdateProductResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getUpdateProductMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Removes a product: it is no longer recommended. What customers did with it stays in their histories, and creating
     * the same id again takes them up.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the product was changed since.
     * </pre>
     */
    public void deleteProduct(com.recsys.v1.DeleteProductRequest request,
        io.grpc.stub.StreamObserver<com.recsys.v1.DeleteProductResponse> responseObserver) {
      io.grpc.stub.ClientCalls.asyncUnaryCall(
          getChannel().newCall(getDeleteProductMethod(), getCallOptions()), request, responseObserver);
    }

    /**
     * <pre>
     * Takes a whole catalogue in: adds products that are new and replaces those that are not. A wrong product is rejected
     * alone and never holds back the others; where an id comes twice, the later one holds. Each message is written as it
     * arrives, so what was sent before a call broke may be there: repeating a call is safe.
     * Errors: INVALID_ARGUMENT for a message of no products or more than 1,000; those before it are written.
     * </pre>
     */
    public io.grpc.stub.StreamObserver<com.recsys.v1.ImportProductsRequest> importProducts(
        io.grpc.stub.StreamObserver<com.recsys.v1.ImportProductsResponse> responseObserver) {
      return io.grpc.stub.ClientCalls.asyncClientStreamingCall(
          getChannel().newCall(getImportProductsMethod(), getCallOptions()), responseObserver);
    }
  }

  /**
   * <pre>
   * Keeps the catalogue. Every change is durable before it is answered. What was removed, is out of stock or may not be
   * sold is gone from the next recommendation; what is new, or described otherwise, can be found by its words and its vector
   * within a second, without training.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static final class ProductServiceBlockingStub extends io.grpc.stub.AbstractBlockingStub<ProductServiceBlockingStub> {
    private ProductServiceBlockingStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProductServiceBlockingStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProductServiceBlockingStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a product.
     * Errors: ALREADY_EXISTS (reason PRODUCT_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateProduct with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public com.recsys.v1.CreateProductResponse createProduct(com.recsys.v1.CreateProductRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getCreateProductMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads one product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public com.recsys.v1.GetProductResponse getProduct(com.recsys.v1.GetProductRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetProductMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads what the server keeps of what was done with a product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public com.recsys.v1.GetProductFeaturesResponse getProductFeatures(com.recsys.v1.GetProductFeaturesRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getGetProductFeaturesMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads several products by id.
     * </pre>
     */
    public com.recsys.v1.BatchGetProductsResponse batchGetProducts(com.recsys.v1.BatchGetProductsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getBatchGetProductsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Reads all products, page by page, in an order that stays the same.
     * </pre>
     */
    public com.recsys.v1.ListProductsResponse listProducts(com.recsys.v1.ListProductsRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getListProductsMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Changes a product, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `product.etag` is given and the product was changed since: read it again and decide anew.
     * </pre>
     */
    public com.recsys.v1.UpdateProductResponse updateProduct(com.recsys.v1.UpdateProductRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getUpdateProductMethod(), getCallOptions(), request);
    }

    /**
     * <pre>
     * Removes a product: it is no longer recommended. What customers did with it stays in their histories, and creating
     * the same id again takes them up.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the product was changed since.
     * </pre>
     */
    public com.recsys.v1.DeleteProductResponse deleteProduct(com.recsys.v1.DeleteProductRequest request) {
      return io.grpc.stub.ClientCalls.blockingUnaryCall(
          getChannel(), getDeleteProductMethod(), getCallOptions(), request);
    }
  }

  /**
   * <pre>
   * Keeps the catalogue. Every change is durable before it is answered. What was removed, is out of stock or may not be
   * sold is gone from the next recommendation; what is new, or described otherwise, can be found by its words and its vector
   * within a second, without training.
   * Errors common to all calls: INVALID_ARGUMENT with google.rpc.BadRequest naming every wrong field at once; UNAVAILABLE
   * when the store cannot be written, in which case the call can be repeated.
   * </pre>
   */
  public static final class ProductServiceFutureStub extends io.grpc.stub.AbstractFutureStub<ProductServiceFutureStub> {
    private ProductServiceFutureStub(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      super(channel, callOptions);
    }

    @java.lang.Override
    protected ProductServiceFutureStub build(
        io.grpc.Channel channel, io.grpc.CallOptions callOptions) {
      return new ProductServiceFutureStub(channel, callOptions);
    }

    /**
     * <pre>
     * Adds a product.
     * Errors: ALREADY_EXISTS (reason PRODUCT_ALREADY_EXISTS), also when a repeated call finds that its first try worked;
     * UpdateProduct with `allow_missing` and no etag is the call that can be repeated freely.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.CreateProductResponse> createProduct(
        com.recsys.v1.CreateProductRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getCreateProductMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads one product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetProductResponse> getProduct(
        com.recsys.v1.GetProductRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetProductMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads what the server keeps of what was done with a product.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND).
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.GetProductFeaturesResponse> getProductFeatures(
        com.recsys.v1.GetProductFeaturesRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getGetProductFeaturesMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads several products by id.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.BatchGetProductsResponse> batchGetProducts(
        com.recsys.v1.BatchGetProductsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getBatchGetProductsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Reads all products, page by page, in an order that stays the same.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.ListProductsResponse> listProducts(
        com.recsys.v1.ListProductsRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getListProductsMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Changes a product, whole or in the fields that the mask names.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when
     * `product.etag` is given and the product was changed since: read it again and decide anew.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.UpdateProductResponse> updateProduct(
        com.recsys.v1.UpdateProductRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getUpdateProductMethod(), getCallOptions()), request);
    }

    /**
     * <pre>
     * Removes a product: it is no longer recommended. What customers did with it stays in their histories, and creating
     * the same id again takes them up.
     * Errors: NOT_FOUND (reason PRODUCT_NOT_FOUND) unless `allow_missing`; ABORTED (reason ETAG_MISMATCH) when `etag` is
     * given and the product was changed since.
     * </pre>
     */
    public com.google.common.util.concurrent.ListenableFuture<com.recsys.v1.DeleteProductResponse> deleteProduct(
        com.recsys.v1.DeleteProductRequest request) {
      return io.grpc.stub.ClientCalls.futureUnaryCall(
          getChannel().newCall(getDeleteProductMethod(), getCallOptions()), request);
    }
  }

  private static final int METHODID_CREATE_PRODUCT = 0;
  private static final int METHODID_GET_PRODUCT = 1;
  private static final int METHODID_GET_PRODUCT_FEATURES = 2;
  private static final int METHODID_BATCH_GET_PRODUCTS = 3;
  private static final int METHODID_LIST_PRODUCTS = 4;
  private static final int METHODID_UPDATE_PRODUCT = 5;
  private static final int METHODID_DELETE_PRODUCT = 6;
  private static final int METHODID_IMPORT_PRODUCTS = 7;

  private static final class MethodHandlers<Req, Resp> implements
      io.grpc.stub.ServerCalls.UnaryMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ServerStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.ClientStreamingMethod<Req, Resp>,
      io.grpc.stub.ServerCalls.BidiStreamingMethod<Req, Resp> {
    private final ProductServiceImplBase serviceImpl;
    private final int methodId;

    MethodHandlers(ProductServiceImplBase serviceImpl, int methodId) {
      this.serviceImpl = serviceImpl;
      this.methodId = methodId;
    }

    @java.lang.Override
    @java.lang.SuppressWarnings("unchecked")
    public void invoke(Req request, io.grpc.stub.StreamObserver<Resp> responseObserver) {
      switch (methodId) {
        case METHODID_CREATE_PRODUCT:
          serviceImpl.createProduct((com.recsys.v1.CreateProductRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.CreateProductResponse>) responseObserver);
          break;
        case METHODID_GET_PRODUCT:
          serviceImpl.getProduct((com.recsys.v1.GetProductRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetProductResponse>) responseObserver);
          break;
        case METHODID_GET_PRODUCT_FEATURES:
          serviceImpl.getProductFeatures((com.recsys.v1.GetProductFeaturesRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.GetProductFeaturesResponse>) responseObserver);
          break;
        case METHODID_BATCH_GET_PRODUCTS:
          serviceImpl.batchGetProducts((com.recsys.v1.BatchGetProductsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.BatchGetProductsResponse>) responseObserver);
          break;
        case METHODID_LIST_PRODUCTS:
          serviceImpl.listProducts((com.recsys.v1.ListProductsRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.ListProductsResponse>) responseObserver);
          break;
        case METHODID_UPDATE_PRODUCT:
          serviceImpl.updateProduct((com.recsys.v1.UpdateProductRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.UpdateProductResponse>) responseObserver);
          break;
        case METHODID_DELETE_PRODUCT:
          serviceImpl.deleteProduct((com.recsys.v1.DeleteProductRequest) request,
              (io.grpc.stub.StreamObserver<com.recsys.v1.DeleteProductResponse>) responseObserver);
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
        case METHODID_IMPORT_PRODUCTS:
          return (io.grpc.stub.StreamObserver<Req>) serviceImpl.importProducts(
              (io.grpc.stub.StreamObserver<com.recsys.v1.ImportProductsResponse>) responseObserver);
        default:
          throw new AssertionError();
      }
    }
  }

  private static abstract class ProductServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoFileDescriptorSupplier, io.grpc.protobuf.ProtoServiceDescriptorSupplier {
    ProductServiceBaseDescriptorSupplier() {}

    @java.lang.Override
    public com.google.protobuf.Descriptors.FileDescriptor getFileDescriptor() {
      return com.recsys.v1.ProductServiceProto.getDescriptor();
    }

    @java.lang.Override
    public com.google.protobuf.Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().findServiceByName("ProductService");
    }
  }

  private static final class ProductServiceFileDescriptorSupplier
      extends ProductServiceBaseDescriptorSupplier {
    ProductServiceFileDescriptorSupplier() {}
  }

  private static final class ProductServiceMethodDescriptorSupplier
      extends ProductServiceBaseDescriptorSupplier
      implements io.grpc.protobuf.ProtoMethodDescriptorSupplier {
    private final String methodName;

    ProductServiceMethodDescriptorSupplier(String methodName) {
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
      synchronized (ProductServiceGrpc.class) {
        result = serviceDescriptor;
        if (result == null) {
          serviceDescriptor = result = io.grpc.ServiceDescriptor.newBuilder(SERVICE_NAME)
              .setSchemaDescriptor(new ProductServiceFileDescriptorSupplier())
              .addMethod(getCreateProductMethod())
              .addMethod(getGetProductMethod())
              .addMethod(getGetProductFeaturesMethod())
              .addMethod(getBatchGetProductsMethod())
              .addMethod(getListProductsMethod())
              .addMethod(getUpdateProductMethod())
              .addMethod(getDeleteProductMethod())
              .addMethod(getImportProductsMethod())
              .build();
        }
      }
    }
    return result;
  }
}
