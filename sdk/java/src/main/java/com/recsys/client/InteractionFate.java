package com.recsys.client;

/** What became of an interaction that was added to an {@link InteractionStream}. */
public enum InteractionFate {
  /** Durable, and taken into account by the next request. */
  ACCEPTED,

  /** One of the same id was accepted before; nothing was counted twice. */
  DUPLICATE,

  /** Not stored; the receipt says why. */
  REJECTED,

  /**
   * Its batch is durable, but the connection broke before the acknowledgement arrived: accepted or duplicate, or
   * rejected for a reason that was lost.
   */
  SETTLED,
}
