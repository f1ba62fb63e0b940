package com.recsys.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.recsys.v1.GetProductRequest;
import com.recsys.v1.GetProductResponse;
import com.recsys.v1.ImportProductsRequest;
import com.recsys.v1.Interaction;
import com.recsys.v1.Product;
import com.recsys.v1.ProductServiceGrpc;
import com.recsys.v1.RecommendForUserResponse;
import com.recsys.v1.WatchTrainingRequest;
import com.recsys.v1.WatchTrainingResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.File;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ClientTest {
  private static final GetProductRequest ASK = GetProductRequest.newBuilder().setProductId("85123A").build();
  private static final GetProductRequest SLOW = GetProductRequest.newBuilder().setProductId("slow").build();
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
  public void call_withAnApiKey_sendsIt() {
    try (RecsysClient client = RecsysClient.builder(server.address()).apiKey("k-123").build()) {
      client.products().getProduct(ASK);
    }
    assertEquals("Bearer k-123",
        server.headers.remove().get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER)));
  }

  @Test
  public void slowCall_pastItsDeadline_failsWithDeadlineExceeded() {
    try (RecsysClient client = RecsysClient.connect(server.address())) {
      RecsysException error = assertThrows(RecsysException.class,
          () -> client.withTimeout(Duration.ofMillis(50)).products().getProduct(SLOW));
      assertEquals(Status.Code.DEADLINE_EXCEEDED, error.code());
    }
  }

  @Test
  public void asyncCall_cancelled_isCancelledAtTheServer() throws Exception {
    try (RecsysClient client = RecsysClient.builder(server.address()).timeout(Duration.ofHours(1)).build()) {
      CompletableFuture<GetProductResponse> answer =
          client.calls().unaryAsync(ProductServiceGrpc.getGetProductMethod(), SLOW);
      // Before the server has it, there would be nothing to see there.
      assertTrue(server.arrived.await(30, TimeUnit.SECONDS));

      assertTrue(answer.cancel(true));

      assertTrue(answer.isCancelled());
      assertTrue(server.cancelled.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  public void watch_readsAnswersUntilTheFailure() {
    try (RecsysClient client = RecsysClient.connect(server.address());
        AnswerStream<WatchTrainingResponse> answers =
            client.models().watchTraining(WatchTrainingRequest.getDefaultInstance())) {
      answers.next();
      answers.next();
      RecsysException error = assertThrows(RecsysException.class, answers::hasNext);
      assertEquals("Stop.", error.detail());
    }
  }

  @Test
  public void import_ofSeveralMessages_isSentAndAnswered() {
    ImportProductsRequest part =
        ImportProductsRequest.newBuilder().addProducts(Product.newBuilder().setId("p")).build();
    try (RecsysClient client = RecsysClient.connect(server.address())) {
      assertEquals(500, client.products().importProducts(Collections.nCopies(500, part).iterator()).getCreatedCount());
    }
  }

  @Test
  public void import_whoseIteratorFails_isCancelled() throws Exception {
    try (RecsysClient client = RecsysClient.connect(server.address())) {
      RecsysException error =
          assertThrows(RecsysException.class, () -> client.products().importProducts(failing()));
      assertEquals(Status.Code.CANCELLED, error.code());
    }
  }

  @Test
  public void noServer_failsWithUnavailable() {
    server.close();
    try (RecsysClient client = RecsysClient.builder(server.address()).maxAttempts(1).build()) {
      RecsysException error = assertThrows(RecsysException.class, () -> client.products().getProduct(ASK));
      assertEquals(Status.Code.UNAVAILABLE, error.code());
      assertEquals("", error.reason());
    }
  }

  @Test
  public void connect_toNoHttpAddress_saysSo() {
    for (String address : List.of("", "localhost:5080", "ftp://localhost", "/relative", "http://")) {
      IllegalArgumentException error =
          assertThrows(address, IllegalArgumentException.class, () -> RecsysClient.connect(address));
      assertTrue(error.getMessage(), error.getMessage().contains("http://"));
    }
  }

  @Test
  public void builder_optionOutOfRange_namesIt() {
    RecsysClient.Builder builder = RecsysClient.builder("http://localhost");
    assertNames("timeout", () -> builder.timeout(Duration.ZERO));
    assertNames("maxAttempts", () -> builder.maxAttempts(6));
    assertNames("maxReceiveBytes", () -> builder.maxReceiveBytes(1));
    assertNames("apiKey", () -> builder.apiKey("two\nlines"));
    assertNames("rootCertificates", () -> builder.rootCertificates(new File("no-such-file")));
    assertNames("batchSize", () -> InteractionStreamOptions.newBuilder().batchSize(0));
    assertNames("linger", () -> InteractionStreamOptions.newBuilder().linger(Duration.ofMinutes(2)));
  }

  @Test
  public void attribute_putsTheTokenIn() {
    Interaction interaction = Interaction.newBuilder().setId("i").build();
    RecommendForUserResponse answer = RecommendForUserResponse.newBuilder().setAttributionToken("t").build();
    assertEquals("t", Attribution.attribute(interaction, answer).getAttributionToken());
    assertEquals("i", Attribution.attribute(interaction, answer).getId());
  }

  @Test
  public void safeMethods_areThoseTheContractMarks() {
    assertTrue(RetryRules.isSafe(ProductServiceGrpc.getGetProductMethod()));
    assertFalse(RetryRules.isSafe(ProductServiceGrpc.getCreateProductMethod()));
    assertFalse(RetryRules.isSafe(ProductServiceGrpc.getImportProductsMethod()));
  }

  private static Iterator<ImportProductsRequest> failing() {
    return new Iterator<ImportProductsRequest>() {
      @Override
      public boolean hasNext() {
        throw new IllegalStateException("The file ended.");
      }

      @Override
      public ImportProductsRequest next() {
        throw new AssertionError("not asked for");
      }
    };
  }

  private static void assertNames(String option, Runnable set) {
    IllegalArgumentException error = assertThrows(IllegalArgumentException.class, set::run);
    assertTrue(error.getMessage(), error.getMessage().startsWith(option + " "));
  }
}
