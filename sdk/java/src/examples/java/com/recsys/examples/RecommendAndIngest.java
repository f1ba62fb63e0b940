package com.recsys.examples;

import com.recsys.client.Attribution;
import com.recsys.client.InteractionStream;
import com.recsys.client.RecsysClient;
import com.recsys.v1.Interaction;
import com.recsys.v1.InteractionType;
import com.recsys.v1.RecommendForUserRequest;

/** Recommends to a customer and tells the server that the first product was clicked. */
public final class RecommendAndIngest {
  private RecommendAndIngest() {}

  /** Run with the server's address. */
  public static void main(String[] arguments) {
    // lines: from here
    try (RecsysClient client = RecsysClient.connect(arguments[0])) {
      var answer = client.recommendations().recommendForUser(RecommendForUserRequest.newBuilder()
          .setCustomerId("17850").setPageSize(5).setIncludeProducts(true).build());
      answer.getRecommendationsList().forEach(item -> System.out.println(item.getProduct().getTitle()));
      try (InteractionStream stream = client.openInteractionStream()) {
        stream.add(Attribution.attribute(Interaction.newBuilder().setCustomerId("17850")
            .setProductId(answer.getRecommendations(0).getProductId())
            .setType(InteractionType.INTERACTION_TYPE_CLICK).build(), answer));
      }
    }
    // lines: to here
  }
}
