package com.recsys.client;

import com.recsys.v1.Interaction;
import com.recsys.v1.RecommendForUserResponse;
import com.recsys.v1.SimilarProductsResponse;

/** Says which answer led to an interaction, so that the effect of recommendations can be told. */
public final class Attribution {
  private Attribution() {}

  /** The interaction with the attribution token of the answer that led to it. */
  public static Interaction attribute(Interaction interaction, RecommendForUserResponse answer) {
    return attribute(interaction, answer.getAttributionToken());
  }

  /** The interaction with the attribution token of the answer that led to it. */
  public static Interaction attribute(Interaction interaction, SimilarProductsResponse answer) {
    return attribute(interaction, answer.getAttributionToken());
  }

  /** The interaction with an attribution token that was kept, in a link for example; empty for none. */
  public static Interaction attribute(Interaction interaction, String attributionToken) {
    return interaction.toBuilder().setAttributionToken(attributionToken).build();
  }
}
