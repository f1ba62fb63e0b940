package com.recsys.client;

import com.recsys.v1.BatchGetCustomersRequest;
import com.recsys.v1.BatchGetCustomersResponse;
import com.recsys.v1.CreateCustomerRequest;
import com.recsys.v1.CreateCustomerResponse;
import com.recsys.v1.CustomerServiceGrpc;
import com.recsys.v1.DeleteCustomerRequest;
import com.recsys.v1.DeleteCustomerResponse;
import com.recsys.v1.GetCustomerFeaturesRequest;
import com.recsys.v1.GetCustomerFeaturesResponse;
import com.recsys.v1.GetCustomerRequest;
import com.recsys.v1.GetCustomerResponse;
import com.recsys.v1.ImportCustomersRequest;
import com.recsys.v1.ImportCustomersResponse;
import com.recsys.v1.ListCustomersRequest;
import com.recsys.v1.ListCustomersResponse;
import com.recsys.v1.UpdateCustomerRequest;
import com.recsys.v1.UpdateCustomerResponse;
import java.util.Iterator;

/**
 * Keeping customer records. The contract says of every field what it means. Every call throws
 * {@link RecsysException} when it fails.
 */
public final class Customers {
  private final Calls calls;

  Customers(Calls calls) {
    this.calls = calls;
  }

  /** Adds a customer. */
  public CreateCustomerResponse createCustomer(CreateCustomerRequest request) {
    return calls.unary(CustomerServiceGrpc.getCreateCustomerMethod(), request);
  }

  /** One customer. */
  public GetCustomerResponse getCustomer(GetCustomerRequest request) {
    return calls.unary(CustomerServiceGrpc.getGetCustomerMethod(), request);
  }

  /** What the server remembers of a customer. */
  public GetCustomerFeaturesResponse getCustomerFeatures(GetCustomerFeaturesRequest request) {
    return calls.unary(CustomerServiceGrpc.getGetCustomerFeaturesMethod(), request);
  }

  /** Several customers at once. */
  public BatchGetCustomersResponse batchGetCustomers(BatchGetCustomersRequest request) {
    return calls.unary(CustomerServiceGrpc.getBatchGetCustomersMethod(), request);
  }

  /** All customers, page by page. */
  public ListCustomersResponse listCustomers(ListCustomersRequest request) {
    return calls.unary(CustomerServiceGrpc.getListCustomersMethod(), request);
  }

  /** Changes a customer, or the fields of a mask. */
  public UpdateCustomerResponse updateCustomer(UpdateCustomerRequest request) {
    return calls.unary(CustomerServiceGrpc.getUpdateCustomerMethod(), request);
  }

  /** Erases a customer. */
  public DeleteCustomerResponse deleteCustomer(DeleteCustomerRequest request) {
    return calls.unary(CustomerServiceGrpc.getDeleteCustomerMethod(), request);
  }

  /**
   * Adds or replaces many customers, as a stream of messages: they are taken from the iterator as fast as the server
   * takes them, on another thread.
   */
  public ImportCustomersResponse importCustomers(Iterator<ImportCustomersRequest> requests) {
    try (AnswerStream<ImportCustomersResponse> answers =
        calls.exchange(CustomerServiceGrpc.getImportCustomersMethod(), requests)) {
      return answers.next();
    }
  }
}
