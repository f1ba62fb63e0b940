package com.recsys.client;

import com.google.protobuf.Timestamp;
import com.recsys.v1.IngestInteractionsRequest;
import com.recsys.v1.IngestInteractionsResponse;
import com.recsys.v1.Interaction;
import com.recsys.v1.InteractionServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends interactions in batches over one stream and makes sure of each: what is not durable when the connection breaks
 * is sent again over the next one, and nothing is counted twice. Safe for any number of threads.
 *
 * <pre>{@code
 * try (InteractionStream stream = client.openInteractionStream()) {
 *   stream.add(Interaction.newBuilder().setCustomerId("17850").setProductId("85123A")
 *       .setType(InteractionType.INTERACTION_TYPE_VIEW).build());
 * }
 * }</pre>
 *
 * <p>The buffer is in memory: what was added and is not durable is lost with the process. A failure that trying again
 * cannot heal (a wrong key, no server for {@code giveUpAfter}) fails the stream: whoever waits gets it, and so does
 * every later call.
 */
public final class InteractionStream implements AutoCloseable {
  private static final Duration GOOD_BYE = Duration.ofSeconds(1);

  private final Object gate = new Object();
  private final Channel channel;
  private final InteractionStreamOptions options;
  private final Semaphore room;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, DaemonThreads.named("recsys-interactions"));
  private final ArrayDeque<OutgoingBatch> unacknowledged = new ArrayDeque<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private ArrayDeque<OutgoingBatch> unsent = new ArrayDeque<>();
  private OutgoingBatch open = new OutgoingBatch();
  private OutgoingBatch last;
  private long number;
  private String token = "";
  private StreamTotals totals = StreamTotals.NONE;
  private Connection connection;
  private boolean waitingToConnect;
  private boolean closed;
  private RecsysException failure;
  private int tries;
  private long failingSince;

  InteractionStream(Channel channel, InteractionStreamOptions options) {
    this.channel = channel;
    this.options = options;
    room = new Semaphore(options.bufferSize, true);
    timer.setRemoveOnCancelPolicy(true);
  }

  /** What the stream brought so far. */
  public StreamTotals totals() {
    synchronized (gate) {
      return totals;
    }
  }

  /**
   * Adds an interaction, as soon as the buffer has room for it. It gets an id (a random UUID) and the time where it has
   * none.
   *
   * @return what becomes of it; nobody has to wait for it
   * @throws RecsysException the stream failed; CANCELLED where the thread was interrupted
   */
  public CompletableFuture<InteractionReceipt> add(Interaction interaction) {
    Interaction item = complete(interaction);
    int bytes = item.getSerializedSize();
    acquireRoom();
    synchronized (gate) {
      if (failure != null) {
        room.release();
        throw failure;
      }
      if (open.count() > 0 && open.bytes() + bytes > options.batchBytes) {
        seal();
      }
      CompletableFuture<InteractionReceipt> receipt = open.add(item, bytes);
      if (open.count() >= options.batchSize) {
        seal();
      } else if (open.count() == 1 && !options.linger.isZero()) {
        OutgoingBatch lingering = open;
        timer.schedule(() -> send(lingering), options.linger.toNanos(), TimeUnit.NANOSECONDS);
      }
      pump();
      return receipt;
    }
  }

  /** Sends what was added without waiting for more; ends when all of it is durable. */
  public CompletableFuture<Void> flushAsync() {
    synchronized (gate) {
      if (failure != null) {
        CompletableFuture<Void> failed = new CompletableFuture<>();
        failed.completeExceptionally(failure);
        return failed;
      }
      seal();
      pump();
      return last == null ? CompletableFuture.completedFuture(null) : last.settled;
    }
  }

  /**
   * Sends what was added without waiting for more, and waits until all of it is durable.
   *
   * @throws RecsysException the stream failed; CANCELLED where the thread was interrupted
   */
  public void flush() {
    await(flushAsync(), Duration.ofDays(1));
  }

  /**
   * Waits until all that was added is durable, at most for {@code closeTimeout}, and ends the stream.
   *
   * @throws RecsysException the stream failed: not all of it is durable; DEADLINE_EXCEEDED where it took too long
   */
  @Override
  public void close() {
    synchronized (gate) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      await(flushAsync(), options.closeTimeout);
    } finally {
      end();
    }
  }

  private void end() {
    Connection current;
    List<Runnable> then = new ArrayList<>();
    synchronized (gate) {
      fail(RecsysException.from(Status.CANCELLED.withDescription("The stream is closed.").asException()), then);
      current = connection;
      if (current != null) {
        current.call.halfClose();
      } else {
        ended.complete(null);
      }
    }
    then.forEach(Runnable::run);
    try {
      // The server has acknowledged everything, so it ends its side at once; one that does not is not waited for.
      await(ended, GOOD_BYE);
    } catch (RecsysException late) {
      if (current != null) {
        current.call.cancel("The stream is closed.", null);
      }
    } finally {
      timer.shutdownNow();
    }
  }

  private void acquireRoom() {
    try {
      room.acquire();
    } catch (InterruptedException interrupted) {
      throw interrupted();
    }
  }

  private static void await(CompletableFuture<Void> future, Duration atMost) {
    try {
      future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      throw interrupted();
    } catch (ExecutionException failed) {
      throw RecsysException.from(failed.getCause());
    } catch (TimeoutException late) {
      throw RecsysException.from(Status.DEADLINE_EXCEEDED
          .withDescription("Not all that was added became durable in time.").asException());
    }
  }

  private static RecsysException interrupted() {
    Thread.currentThread().interrupt();
    return RecsysException.from(Status.CANCELLED.withDescription("The thread was interrupted.").asException());
  }

  private Interaction complete(Interaction interaction) {
    boolean hasId = !interaction.getId().isEmpty();
    if (hasId && interaction.hasEventTime()) {
      return interaction;
    }
    Interaction.Builder complete = interaction.toBuilder();
    if (!hasId) {
      complete.setId(UUID.randomUUID().toString());
    }
    if (!interaction.hasEventTime()) {
      // The server would take the time it arrives, which may be much later.
      Instant now = Instant.now();
      complete.setEventTime(Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()));
    }
    return complete.build();
  }

  private void send(OutgoingBatch lingered) {
    synchronized (gate) {
      if (open == lingered && failure == null) {
        seal();
        pump();
      }
    }
  }

  // What follows runs with the gate held.

  private void seal() {
    if (open.count() == 0) {
      return;
    }
    open.seal(++number);
    unacknowledged.add(open);
    unsent.add(open);
    last = open;
    open = new OutgoingBatch();
  }

  private void pump() {
    boolean nothing = unsent.isEmpty() && !(options.linger.isZero() && open.count() > 0);
    if (nothing || failure != null || waitingToConnect) {
      return;
    }
    if (connection == null) {
      seal();
      connect();
    }
    while (!connection.resuming && connection.call.isReady()) {
      if (unsent.isEmpty() && options.linger.isZero()) {
        seal();
      }
      OutgoingBatch batch = unsent.poll();
      if (batch == null) {
        return;
      }
      connection.call.sendMessage(batch.message());
    }
  }

  private void connect() {
    connection = new Connection(
        channel.newCall(InteractionServiceGrpc.getIngestInteractionsMethod(), CallOptions.DEFAULT), !token.isEmpty());
    connection.call.start(connection, new Metadata());
    connection.call.request(1);
    if (connection.resuming) {
      connection.call.sendMessage(IngestInteractionsRequest.newBuilder().setResumeToken(token).build());
    }
    unsent = new ArrayDeque<>(unacknowledged);
  }

  private void acknowledge(IngestInteractionsResponse answer, List<Runnable> then) {
    OutgoingBatch batch = unacknowledged.peek();
    if (batch == null || batch.number() != answer.getBatchNumber()) {
      String detail = "The server acknowledged batch " + answer.getBatchNumber() + " out of order.";
      fail(RecsysException.from(Status.INTERNAL.withDescription(detail).asException()), then);
      connection.call.cancel(detail, null);
      return;
    }
    unacknowledged.remove();
    token = answer.getResumeToken();
    totals = totals.plus(answer.getAcceptedCount(), answer.getDuplicateCount(), answer.getRejectionsCount(),
        answer.getJournalPosition());
    then.add(() -> {
      batch.settle(answer).forEach(options.rejected);
      room.release(batch.count());
    });
  }

  private void resume(IngestInteractionsResponse answer, List<Runnable> then) {
    token = answer.getResumeToken();
    totals = totals.plus(0, 0, 0, answer.getJournalPosition());
    while (!unacknowledged.isEmpty() && unacknowledged.peek().number() <= answer.getBatchNumber()) {
      OutgoingBatch batch = unacknowledged.remove();
      then.add(() -> {
        batch.settle(answer.getJournalPosition());
        room.release(batch.count());
      });
    }
    unsent = new ArrayDeque<>(unacknowledged);
  }

  private void fail(RecsysException why, List<Runnable> then) {
    if (failure != null) {
      return;
    }
    seal();
    failure = why;
    for (OutgoingBatch batch : unacknowledged) {
      then.add(() -> {
        batch.fail(why);
        room.release(batch.count());
      });
    }
    unacknowledged.clear();
    unsent.clear();
    // Whoever waits for room is to learn of it.
    then.add(() -> room.release(1));
  }

  private void connectionEnded(RecsysException why, List<Runnable> then) {
    connection = null;
    if (failure != null) {
      ended.complete(null);
    } else if (!isPassing(why)) {
      fail(why, then);
    } else if (!unacknowledged.isEmpty() || open.count() > 0) {
      connectLater(why, then);
    }
  }

  private void connectLater(RecsysException why, List<Runnable> then) {
    long now = System.nanoTime();
    if (tries == 0) {
      failingSince = now;
    }
    if (now - failingSince >= options.giveUpAfter.toNanos()) {
      fail(why, then);
      return;
    }
    double doubled = options.firstRetryDelay.toNanos() * Math.pow(2, Math.min(tries++, 20));
    double bounded = Math.min(doubled, options.mostRetryDelay.toNanos());
    // Clients that lost the same server must not all come back at the same moment.
    long wait = (long) (bounded * ThreadLocalRandom.current().nextDouble(0.5, 1));
    wait = Math.max(wait, why.retryAfter().orElse(Duration.ZERO).toNanos());
    waitingToConnect = true;
    timer.schedule(() -> {
      synchronized (gate) {
        waitingToConnect = false;
        seal();
        pump();
      }
    }, wait, TimeUnit.NANOSECONDS);
    unsent = new ArrayDeque<>(unacknowledged);
  }

  private static boolean isPassing(RecsysException failure) {
    switch (failure.code()) {
      case UNAVAILABLE:
      case ABORTED:
      case CANCELLED:
      case INTERNAL:
      case UNKNOWN:
        return true;
      case RESOURCE_EXHAUSTED:
        return failure.reason().equals("STORAGE_FULL");
      default:
        return false;
    }
  }

  /** One call of IngestInteractions: goes on where the one before broke off. */
  private final class Connection extends ClientCall.Listener<IngestInteractionsResponse> {
    private final ClientCall<IngestInteractionsRequest, IngestInteractionsResponse> call;
    private boolean resuming;

    private Connection(
        ClientCall<IngestInteractionsRequest, IngestInteractionsResponse> call, boolean resuming) {
      this.call = call;
      this.resuming = resuming;
    }

    @Override
    public void onReady() {
      synchronized (gate) {
        if (connection == this) {
          pump();
        }
      }
    }

    @Override
    public void onMessage(IngestInteractionsResponse answer) {
      List<Runnable> then = new ArrayList<>();
      synchronized (gate) {
        if (failure != null) {
          return;
        }
        tries = 0;
        if (resuming) {
          resuming = false;
          resume(answer, then);
          pump();
        } else {
          acknowledge(answer, then);
        }
        call.request(1);
      }
      then.forEach(Runnable::run);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      List<Runnable> then = new ArrayList<>();
      synchronized (gate) {
        Status why = status.isOk() ? Status.UNAVAILABLE.withDescription("The server ended the stream.") : status;
        connectionEnded(new RecsysException(why, trailers), then);
      }
      then.forEach(Runnable::run);
    }
  }
}
