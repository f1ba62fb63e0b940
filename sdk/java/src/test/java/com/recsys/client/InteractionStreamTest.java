package com.recsys.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.recsys.v1.IngestInteractionsRequest;
import com.recsys.v1.Interaction;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class InteractionStreamTest {
  private ScriptedServer server;
  private RecsysClient client;

  @Before
  public void start() throws Exception {
    server = new ScriptedServer();
    client = RecsysClient.connect(server.address());
  }

  @After
  public void stop() {
    client.close();
    server.close();
  }

  @Test
  public void add_manyInteractions_batchesInOrderAndSettlesAll() throws Exception {
    List<CompletableFuture<InteractionReceipt>> receipts = new ArrayList<>();
    try (InteractionStream stream = client.openInteractionStream(patient().batchSize(10).build())) {
      for (int i = 0; i < 35; i++) {
        receipts.add(stream.add(named("i" + i)));
      }
      stream.flush();
      assertEquals(35, stream.totals().accepted());
    }
    for (int i = 0; i < 35; i++) {
      assertEquals("i" + i, receipts.get(i).get().interactionId());
      assertEquals(InteractionFate.ACCEPTED, receipts.get(i).get().fate());
    }
    assertEquals(List.of(1L, 2L, 3L, 4L),
        server.batches.stream().map(IngestInteractionsRequest::getBatchNumber).collect(Collectors.toList()));
  }

  @Test
  public void add_withoutIdAndTime_fillsThemIn() throws Exception {
    Set<String> ids = new HashSet<>();
    try (InteractionStream stream = client.openInteractionStream(quick().build())) {
      ids.add(stream.add(named("")).get(30, TimeUnit.SECONDS).interactionId());
      ids.add(stream.add(named("")).get(30, TimeUnit.SECONDS).interactionId());
    }
    assertEquals(2, ids.size());
    assertTrue(server.batches.stream().allMatch(batch -> batch.getInteractions(0).hasEventTime()));
  }

  @Test
  public void connection_broken_isResumedAndNothingIsLost() throws Exception {
    server.breaks.add(2);
    server.breaks.add(0);
    List<CompletableFuture<InteractionReceipt>> receipts = new ArrayList<>();
    try (InteractionStream stream = client.openInteractionStream(quick().batchSize(1).build())) {
      for (int i = 0; i < 6; i++) {
        receipts.add(stream.add(named("i" + i)));
      }
    }
    for (CompletableFuture<InteractionReceipt> receipt : receipts) {
      assertNotEquals(InteractionFate.REJECTED, receipt.get().fate());
    }
    assertTrue(server.batches.stream().anyMatch(batch -> batch.getResumeToken().equals("token-2")));
    Set<String> arrived = server.batches.stream().flatMap(batch -> batch.getInteractionsList().stream())
        .map(Interaction::getId).collect(Collectors.toSet());
    assertEquals(Set.of("i0", "i1", "i2", "i3", "i4", "i5"), arrived);
  }

  @Test
  public void add_beyondTheBuffer_waitsForRoom() throws Exception {
    server.acknowledge = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    InteractionStream stream = client.openInteractionStream(quick().bufferSize(1).build());
    stream.add(named("i0"));
    Thread adding = new Thread(() -> {
      stream.add(named("i1"));
      second.countDown();
    });
    adding.start();
    // One that waits for a permit is parked; nothing else in it can be.
    while (adding.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(1, second.getCount());

    server.acknowledge.countDown();

    assertTrue(second.await(30, TimeUnit.SECONDS));
    stream.close();
    assertEquals(2, stream.totals().accepted());
  }

  @Test
  public void stream_thatCannotHeal_failsWhoeverWaitsAndLaterCalls() {
    server.close();
    InteractionStream stream = client.openInteractionStream(quick().giveUpAfter(Duration.ZERO).build());
    stream.add(named("i0"));

    assertEquals(Status.Code.UNAVAILABLE, assertThrows(RecsysException.class, stream::flush).code());
    assertEquals(Status.Code.UNAVAILABLE, assertThrows(RecsysException.class, () -> stream.add(named("i1"))).code());
    assertEquals(Status.Code.UNAVAILABLE, assertThrows(RecsysException.class, stream::close).code());
  }

  @Test
  public void close_withoutAnyInteraction_connectsNowhere() {
    client.openInteractionStream().close();
    assertTrue(server.headers.isEmpty());
  }

  @Test
  public void add_afterClose_fails() {
    InteractionStream stream = client.openInteractionStream(quick().build());
    stream.close();
    assertFalse(stream.totals().accepted() > 0);
    assertEquals(Status.Code.CANCELLED, assertThrows(RecsysException.class, () -> stream.add(named("i"))).code());
  }

  // Batches are sent when they are full or flushed, however long the test is kept from running.
  private static InteractionStreamOptions.Builder patient() {
    return quick().linger(Duration.ofSeconds(60));
  }

  private static InteractionStreamOptions.Builder quick() {
    return InteractionStreamOptions.newBuilder().linger(Duration.ofMillis(1)).firstRetryDelay(Duration.ofMillis(1));
  }

  private static Interaction named(String id) {
    return Interaction.newBuilder().setId(id).setCustomerId("17850").setProductId("85123A").build();
  }
}
