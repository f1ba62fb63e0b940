package com.recsys.client;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Calls any method of the contract by its descriptor, with the client's deadline, repeats and typed errors: for
 * calls that are not to block, and for streams.
 *
 * <pre>{@code
 * CompletableFuture<GetProductResponse> answer =
 *     client.calls().unaryAsync(ProductServiceGrpc.getGetProductMethod(), request);
 * }</pre>
 */
public final class Calls {
  private final Channel channel;
  private final ScheduledExecutorService timer;
  private final Duration timeout;
  private final RetryRules retries;

  Calls(Channel channel, ScheduledExecutorService timer, Duration timeout, RetryRules retries) {
    this.channel = channel;
    this.timer = timer;
    this.timeout = timeout;
    this.retries = retries;
  }

  Calls withTimeout(Duration other) {
    return new Calls(channel, timer, other, retries);
  }

  /**
   * Calls a unary method and waits for its answer.
   *
   * @throws RecsysException the call failed; CANCELLED where the thread was interrupted
   */
  public <Q, R> R unary(MethodDescriptor<Q, R> method, Q request) {
    CompletableFuture<R> answer = unaryAsync(method, request);
    try {
      return answer.get();
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw RecsysException.from(Status.CANCELLED.withDescription("The thread was interrupted.").asException());
    } catch (ExecutionException failure) {
      throw RecsysException.from(failure.getCause());
    }
  }

  /**
   * Calls a unary method. Cancelling the future cancels the call; a failed one ends with a {@link RecsysException}.
   */
  public <Q, R> CompletableFuture<R> unaryAsync(MethodDescriptor<Q, R> method, Q request) {
    if (method.getType() != MethodDescriptor.MethodType.UNARY) {
      throw new IllegalArgumentException(method.getFullMethodName() + " is no unary method; use read or exchange.");
    }
    Answer<R> answer = new Answer<>();
    attempt(method, request, Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS), 1, answer);
    return answer;
  }

  /** Calls a method that answers with a stream. It has no deadline; closing the stream cancels it. */
  public <Q, R> AnswerStream<R> read(MethodDescriptor<Q, R> method, Q request) {
    return AnswerStream.begin(channel.newCall(method, CallOptions.DEFAULT), request);
  }

  /**
   * Calls a method that takes a stream: its messages are taken from the iterator as fast as the server reads them, on a
   * thread of the connection's. It has no deadline; closing the stream cancels it.
   */
  public <Q, R> AnswerStream<R> exchange(MethodDescriptor<Q, R> method, Iterator<Q> requests) {
    return exchange(method, requests, null);
  }

  /** The same with a deadline, after which it fails with DEADLINE_EXCEEDED. */
  public <Q, R> AnswerStream<R> exchange(MethodDescriptor<Q, R> method, Iterator<Q> requests, Duration within) {
    CallOptions options = CallOptions.DEFAULT;
    if (within != null) {
      options = options.withDeadlineAfter(within.toNanos(), TimeUnit.NANOSECONDS);
    }
    ClientCall<Q, R> call = channel.newCall(method, options);
    return method.getType().clientSendsOneMessage()
        ? AnswerStream.begin(call, requests.next()) : AnswerStream.begin(call, requests);
  }

  private <Q, R> void attempt(
      MethodDescriptor<Q, R> method, Q request, Deadline deadline, int tries, Answer<R> answer) {
    ClientCall<Q, R> call = channel.newCall(method, CallOptions.DEFAULT.withDeadline(deadline));
    call.start(
        new ClientCall.Listener<R>() {
          private R message;

          @Override
          public void onMessage(R received) {
            message = received;
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            if (status.isOk() && message != null) {
              answer.complete(message);
              return;
            }
            Status why = status.isOk() ? Status.INTERNAL.withDescription("No answer came.") : status;
            RecsysException failure = new RecsysException(why, trailers);
            Duration wait = retries.waitAfter(method, tries, failure, deadline.timeRemaining(TimeUnit.NANOSECONDS));
            if (wait == null || answer.isDone()) {
              answer.completeExceptionally(failure);
              return;
            }
            try {
              timer.schedule(
                  () -> attempt(method, request, deadline, tries + 1, answer), wait.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException closed) {
              answer.completeExceptionally(failure);
            }
          }
        },
        new Metadata());
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    answer.call = call;
    // Cancelled before there was a call to cancel.
    if (answer.isCancelled()) {
      call.cancel("The caller gave the call up.", null);
    }
  }

  /** The answer to come; cancelling it cancels the call under way. */
  private static final class Answer<R> extends CompletableFuture<R> {
    private volatile ClientCall<?, R> call;

    @Override
    public boolean cancel(boolean interrupt) {
      boolean cancelled = completeExceptionally(new CancellationException()) || isCancelled();
      ClientCall<?, R> current = call;
      if (cancelled && current != null) {
        current.cancel("The caller gave the call up.", null);
      }
      return cancelled;
    }
  }
}
