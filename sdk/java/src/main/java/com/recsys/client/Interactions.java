package com.recsys.client;

import com.recsys.v1.InteractionServiceGrpc;
import com.recsys.v1.WriteInteractionsRequest;
import com.recsys.v1.WriteInteractionsResponse;

/**
 * Telling the server what customers and visitors did; {@link RecsysClient#openInteractionStream} sends many. The
 * contract says of every field what it means. Every call throws {@link RecsysException} when it fails.
 */
public final class Interactions {
  private final Calls calls;

  Interactions(Calls calls) {
    this.calls = calls;
  }

  /** Writes one batch; repeating it is safe. */
  public WriteInteractionsResponse writeInteractions(WriteInteractionsRequest request) {
    return calls.unary(InteractionServiceGrpc.getWriteInteractionsMethod(), request);
  }
}
