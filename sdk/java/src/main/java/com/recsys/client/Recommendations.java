package com.recsys.client;

import com.recsys.v1.RecommendForUserRequest;
import com.recsys.v1.RecommendForUserResponse;
import com.recsys.v1.RecommendationServiceGrpc;
import com.recsys.v1.SimilarProductsRequest;
import com.recsys.v1.SimilarProductsResponse;

/**
 * Products for a customer or visitor, and products similar to one.
 * The contract says of every field what it means. Every call throws {@link RecsysException} when it fails.
 */
public final class Recommendations {
  private final Calls calls;

  Recommendations(Calls calls) {
    this.calls = calls;
  }

  /** Products for a customer or visitor, best first. */
  public RecommendForUserResponse recommendForUser(RecommendForUserRequest request) {
    return calls.unary(RecommendationServiceGrpc.getRecommendForUserMethod(), request);
  }

  /** Products similar to one, best first. */
  public SimilarProductsResponse similarProducts(SimilarProductsRequest request) {
    return calls.unary(RecommendationServiceGrpc.getSimilarProductsMethod(), request);
  }
}
