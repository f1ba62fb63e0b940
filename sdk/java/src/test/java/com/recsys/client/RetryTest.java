package com.recsys.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import com.recsys.v1.CreateProductRequest;
import com.recsys.v1.GetProductRequest;
import com.recsys.v1.ProductServiceGrpc;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RetryTest {
  private static final GetProductRequest ASK = GetProductRequest.newBuilder().setProductId("85123A").build();
  private ScriptedServer server;

  @Before
  public void start() throws Exception {
    server = new ScriptedServer();
  }

  @After
  public void stop() {
    server.close();
  }

  @Test
  public void safeCall_whileUnavailable_isRepeated() {
    server.failures.add(unavailable());
    server.failures.add(unavailable());
    try (RecsysClient client = patient().build()) {
      assertEquals("85123A", client.products().getProduct(ASK).getProduct().getId());
    }
    assertEquals(3, server.calls.size());
  }

  @Test
  public void safeCall_stillUnavailable_failsAfterTheLastAttempt() {
    for (int i = 0; i < 5; i++) {
      server.failures.add(unavailable());
    }
    try (RecsysClient client = patient().maxAttempts(2).build()) {
      RecsysException error = assertThrows(RecsysException.class, () -> client.products().getProduct(ASK));
      assertEquals(Status.Code.UNAVAILABLE, error.code());
    }
    assertEquals(2, server.calls.size());
  }

  @Test
  public void safeCall_failingOtherwise_isNotRepeated() {
    server.failures.add(ScriptedServer.failure(Status.Code.INTERNAL, "no"));
    try (RecsysClient client = patient().build()) {
      assertThrows(RecsysException.class, () -> client.products().getProduct(ASK));
    }
    assertEquals(1, server.calls.size());
  }

  @Test
  public void unsafeCall_whileUnavailable_isNotRepeated() {
    server.failures.add(unavailable());
    try (RecsysClient client = patient().build()) {
      assertThrows(RecsysException.class,
          () -> client.products().createProduct(CreateProductRequest.getDefaultInstance()));
    }
    assertEquals(1, server.calls.size());
  }

  @Test
  public void safeCall_toldToWaitBeyondItsDeadline_failsAtOnceWithWhatTheServerSaid() {
    server.failures.add(ScriptedServer.failure(Status.Code.UNAVAILABLE, "starting", retryIn(60)));
    try (RecsysClient client = patient().build()) {
      RecsysException error = assertThrows(RecsysException.class, () -> client.products().getProduct(ASK));
      assertEquals(60, error.retryAfter().get().toSeconds());
    }
    assertEquals(1, server.calls.size());
  }

  @Test
  public void waitAfter_toldToWait_waitsThatLong() {
    RecsysException error =
        RecsysException.from(ScriptedServer.failure(Status.Code.UNAVAILABLE, "starting", retryIn(2)));
    RetryRules rules = new RetryRules(3);

    assertEquals(2_000, wait(rules, 1, error, 5_000_000_000L).toMillis());
    assertNull(wait(rules, 1, error, 2_000_000_000L));
    assertNull(wait(rules, 3, error, 5_000_000_000L));
  }

  @Test
  public void waitAfter_notToldHowLong_doublesWithJitter() {
    RecsysException error = RecsysException.from(unavailable());
    long waited = wait(new RetryRules(5), 3, error, Long.MAX_VALUE).toMillis();

    assertTrue("" + waited, waited >= 200 && waited <= 400);
  }

  // The machine may be busy with other things than this test.
  private RecsysClient.Builder patient() {
    return RecsysClient.builder(server.address()).timeout(java.time.Duration.ofSeconds(50));
  }

  private static java.time.Duration wait(RetryRules rules, int tries, RecsysException error, long leftNanos) {
    return rules.waitAfter(ProductServiceGrpc.getGetProductMethod(), tries, error, leftNanos);
  }

  private static RetryInfo retryIn(int seconds) {
    return RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(seconds)).build();
  }

  private static StatusRuntimeException unavailable() {
    return ScriptedServer.failure(Status.Code.UNAVAILABLE, "starting");
  }
}
