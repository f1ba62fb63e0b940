package com.recsys.examples;

import com.recsys.client.RecsysClient;
import com.recsys.client.RecsysException;
import com.recsys.v1.GetProductRequest;
import com.recsys.v1.RecommendForUserRequest;

/** Two calls that fail, and what their failures tell. */
public final class HandleErrors {
  private HandleErrors() {}

  /** Run with the server's address. */
  public static void main(String[] arguments) {
    try (RecsysClient client = RecsysClient.connect(arguments[0])) {
      try {
        client.products().getProduct(GetProductRequest.newBuilder().setProductId("no-such-product").build());
      } catch (RecsysException error) {
        if (!error.reason().equals("PRODUCT_NOT_FOUND")) {
          throw error;
        }
        System.out.println("There is no product " + error.metadata().get("product_id") + ".");
      }
      try {
        client.recommendations().recommendForUser(
            RecommendForUserRequest.newBuilder().setCustomerId("17850").setPageSize(9_999).build());
      } catch (RecsysException error) {
        error.invalidFields().forEach(field -> System.out.println(field.field() + " " + field.description()));
      }
    }
  }
}
