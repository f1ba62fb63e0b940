package com.recsys.client;

import com.recsys.v1.BatchGetProductsRequest;
import com.recsys.v1.BatchGetProductsResponse;
import com.recsys.v1.CreateProductRequest;
import com.recsys.v1.CreateProductResponse;
import com.recsys.v1.DeleteProductRequest;
import com.recsys.v1.DeleteProductResponse;
import com.recsys.v1.GetProductFeaturesRequest;
import com.recsys.v1.GetProductFeaturesResponse;
import com.recsys.v1.GetProductRequest;
import com.recsys.v1.GetProductResponse;
import com.recsys.v1.ImportProductsRequest;
import com.recsys.v1.ImportProductsResponse;
import com.recsys.v1.ListProductsRequest;
import com.recsys.v1.ListProductsResponse;
import com.recsys.v1.ProductServiceGrpc;
import com.recsys.v1.UpdateProductRequest;
import com.recsys.v1.UpdateProductResponse;
import java.util.Iterator;

/**
 * Keeping the catalogue. The contract says of every field what it means. Every call throws
 * {@link RecsysException} when it fails.
 */
public final class Products {
  private final Calls calls;

  Products(Calls calls) {
    this.calls = calls;
  }

  /** Adds a product. */
  public CreateProductResponse createProduct(CreateProductRequest request) {
    return calls.unary(ProductServiceGrpc.getCreateProductMethod(), request);
  }

  /** One product. */
  public GetProductResponse getProduct(GetProductRequest request) {
    return calls.unary(ProductServiceGrpc.getGetProductMethod(), request);
  }

  /** What the server counts of a product. */
  public GetProductFeaturesResponse getProductFeatures(GetProductFeaturesRequest request) {
    return calls.unary(ProductServiceGrpc.getGetProductFeaturesMethod(), request);
  }

  /** Several products at once. */
  public BatchGetProductsResponse batchGetProducts(BatchGetProductsRequest request) {
    return calls.unary(ProductServiceGrpc.getBatchGetProductsMethod(), request);
  }

  /** The catalogue, page by page. */
  public ListProductsResponse listProducts(ListProductsRequest request) {
    return calls.unary(ProductServiceGrpc.getListProductsMethod(), request);
  }

  /** Changes a product, or the fields of a mask. */
  public UpdateProductResponse updateProduct(UpdateProductRequest request) {
    return calls.unary(ProductServiceGrpc.getUpdateProductMethod(), request);
  }

  /** Removes a product. */
  public DeleteProductResponse deleteProduct(DeleteProductRequest request) {
    return calls.unary(ProductServiceGrpc.getDeleteProductMethod(), request);
  }

  /**
   * Adds or replaces a whole catalogue, as a stream of messages: they are taken from the iterator as fast as the server
   * takes them, on another thread.
   */
  public ImportProductsResponse importProducts(Iterator<ImportProductsRequest> requests) {
    try (AnswerStream<ImportProductsResponse> answers =
        calls.exchange(ProductServiceGrpc.getImportProductsMethod(), requests)) {
      return answers.next();
    }
  }
}
