package com.recsys.client;

import com.recsys.v1.GetHeldOutInteractionsRequest;
import com.recsys.v1.GetHeldOutInteractionsResponse;
import com.recsys.v1.GetServerStatusRequest;
import com.recsys.v1.GetServerStatusResponse;
import com.recsys.v1.ListHeldOutCustomersRequest;
import com.recsys.v1.ListHeldOutCustomersResponse;
import com.recsys.v1.OperationsServiceGrpc;
import com.recsys.v1.WatchServerStatusRequest;
import com.recsys.v1.WatchServerStatusResponse;

/**
 * How the server does, and the held-out data of its demonstration.
 * The contract says of every field what it means. Every call throws {@link RecsysException} when it fails.
 */
public final class Operations {
  private final Calls calls;

  Operations(Calls calls) {
    this.calls = calls;
  }

  /** Load, store and freshness now. */
  public GetServerStatusResponse getServerStatus(GetServerStatusRequest request) {
    return calls.unary(OperationsServiceGrpc.getGetServerStatusMethod(), request);
  }

  /** Customers with held-out interactions. */
  public ListHeldOutCustomersResponse listHeldOutCustomers(ListHeldOutCustomersRequest request) {
    return calls.unary(OperationsServiceGrpc.getListHeldOutCustomersMethod(), request);
  }

  /** What was held out of one customer. */
  public GetHeldOutInteractionsResponse getHeldOutInteractions(GetHeldOutInteractionsRequest request) {
    return calls.unary(OperationsServiceGrpc.getGetHeldOutInteractionsMethod(), request);
  }

  /** The same again and again. Close the stream to stop. */
  public AnswerStream<WatchServerStatusResponse> watchServerStatus(WatchServerStatusRequest request) {
    return calls.read(OperationsServiceGrpc.getWatchServerStatusMethod(), request);
  }
}
