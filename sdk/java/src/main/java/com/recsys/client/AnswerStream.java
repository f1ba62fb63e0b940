package com.recsys.client;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Answers of a stream, in their order. The server is asked for the next one as one is taken, so that one who reads
 * slowly slows the sender. For one thread at a time; {@link #close} may come from any.
 *
 * @param <R> the method's answers
 */
public final class AnswerStream<R> implements Iterator<R>, AutoCloseable {
  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final ClientCall<?, R> call;
  private Object next;

  private AnswerStream(ClientCall<?, R> call) {
    this.call = call;
  }

  /** Begins a call whose requests are taken from an iterator; null where the caller sends them itself. */
  static <Q, R> AnswerStream<R> begin(ClientCall<Q, R> call, Iterator<Q> requests) {
    AnswerStream<R> stream = new AnswerStream<>(call);
    Sender<Q, R> sender = new Sender<>(call, requests, stream.arrived);
    call.start(sender, new Metadata());
    call.request(1);
    return stream;
  }

  // Of a call that sends one message gRPC never says that it is ready.
  static <Q, R> AnswerStream<R> begin(ClientCall<Q, R> call, Q request) {
    AnswerStream<R> stream = begin(call, (Iterator<Q>) null);
    call.sendMessage(request);
    call.halfClose();
    return stream;
  }

  /**
   * Waits for the next answer.
   *
   * @return false when the call ended well
   * @throws RecsysException the call failed; CANCELLED where the stream was closed or the thread interrupted
   */
  @Override
  public boolean hasNext() {
    if (next == null) {
      try {
        next = arrived.take();
      } catch (InterruptedException interrupted) {
        close();
        Thread.currentThread().interrupt();
        throw RecsysException.from(Status.CANCELLED.withDescription("The thread was interrupted.").asException());
      }
    }
    if (!(next instanceof End)) {
      return true;
    }
    End end = (End) next;
    if (end.status.isOk()) {
      return false;
    }
    throw new RecsysException(end.status, end.trailers);
  }

  /**
   * The next answer.
   *
   * @throws RecsysException the call failed
   * @throws NoSuchElementException the call ended well
   */
  @Override
  @SuppressWarnings("unchecked")
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream has ended.");
    }
    R answer = (R) next;
    next = null;
    call.request(1);
    return answer;
  }

  /** Cancels the call, unless it has ended. */
  @Override
  public void close() {
    call.cancel("The caller closed the stream.", null);
  }

  private static final class End {
    private final Status status;
    private final Metadata trailers;

    private End(Status status, Metadata trailers) {
      this.status = status;
      this.trailers = trailers;
    }
  }

  private static final class Sender<Q, R> extends ClientCall.Listener<R> {
    private final ClientCall<Q, R> call;
    private final Iterator<Q> requests;
    private final BlockingQueue<Object> arrived;
    private boolean sent;

    private Sender(ClientCall<Q, R> call, Iterator<Q> requests, BlockingQueue<Object> arrived) {
      this.call = call;
      this.requests = requests;
      sent = requests == null;
      this.arrived = arrived;
    }

    @Override
    public void onReady() {
      try {
        while (!sent && call.isReady()) {
          if (requests.hasNext()) {
            call.sendMessage(requests.next());
          } else {
            sent = true;
            call.halfClose();
          }
        }
      } catch (RuntimeException failure) {
        // The caller's own iterator failed: the call ends with it as its cause.
        sent = true;
        call.cancel("The requests could not be read.", failure);
      }
    }

    @Override
    public void onMessage(R message) {
      arrived.add(message);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      arrived.add(new End(status, trailers));
    }
  }
}
