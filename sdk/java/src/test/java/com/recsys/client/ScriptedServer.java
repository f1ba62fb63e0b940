package com.recsys.client;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.recsys.v1.CreateProductRequest;
import com.recsys.v1.CreateProductResponse;
import com.recsys.v1.GetProductRequest;
import com.recsys.v1.GetProductResponse;
import com.recsys.v1.ImportProductsRequest;
import com.recsys.v1.ImportProductsResponse;
import com.recsys.v1.IngestInteractionsRequest;
import com.recsys.v1.IngestInteractionsResponse;
import com.recsys.v1.InteractionServiceGrpc;
import com.recsys.v1.ModelServiceGrpc;
import com.recsys.v1.Product;
import com.recsys.v1.ProductServiceGrpc;
import com.recsys.v1.WatchTrainingRequest;
import com.recsys.v1.WatchTrainingResponse;
import io.grpc.Context;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A real gRPC server on a port of its own, answering as a test scripts it, so that failures come when wanted. */
final class ScriptedServer implements AutoCloseable {
  /** What is thrown for the unary calls to come, one each. */
  final Queue<StatusRuntimeException> failures = new ConcurrentLinkedQueue<>();

  /** The unary calls that arrived, and the first headers of each call. */
  final Queue<Message> calls = new ConcurrentLinkedQueue<>();
  final Queue<Metadata> headers = new ConcurrentLinkedQueue<>();

  /** What IngestInteractions was sent, over all its connections. */
  final Queue<IngestInteractionsRequest> batches = new ConcurrentLinkedQueue<>();

  /** How many batches each connection acknowledges before it breaks, one number each; none left: all. */
  final Queue<Integer> breaks = new ConcurrentLinkedQueue<>();

  /** Acknowledgements wait for it. */
  volatile CountDownLatch acknowledge = new CountDownLatch(0);

  /** Reached when a call named "slow" was cancelled by its client. */
  final CountDownLatch cancelled = new CountDownLatch(1);

  /** Reached when a call named "slow" arrived. */
  final CountDownLatch arrived = new CountDownLatch(1);

  private final Server server;
  private final String address;
  private volatile long durable;

  ScriptedServer() throws IOException {
    server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
        .addService(new Products())
        .addService(new Interactions())
        .addService(new Models())
        .intercept(new ServerInterceptor() {
          @Override
          public <Q, R> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, R> call, Metadata sent, ServerCallHandler<Q, R> next) {
            headers.add(sent);
            return next.startCall(call, sent);
          }
        })
        .build()
        .start();
    address = "http://127.0.0.1:" + server.getPort();
  }

  String address() {
    return address;
  }

  static StatusRuntimeException failure(Status.Code code, String message, Message... details) {
    return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
        .setCode(code.value())
        .setMessage(message)
        .addAllDetails(Arrays.stream(details).map(Any::pack).collect(Collectors.toList()))
        .build());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private <R> void answer(Message request, R response, StreamObserver<R> to) {
    calls.add(request);
    StatusRuntimeException failure = failures.poll();
    if (failure != null) {
      to.onError(failure);
      return;
    }
    to.onNext(response);
    to.onCompleted();
  }

  private final class Products extends ProductServiceGrpc.ProductServiceImplBase {
    @Override
    public void getProduct(GetProductRequest request, StreamObserver<GetProductResponse> to) {
      if (request.getProductId().equals("slow")) {
        calls.add(request);
        Context.current().addListener(context -> cancelled.countDown(), Runnable::run);
        arrived.countDown();
        return;
      }
      Product product = Product.newBuilder().setId(request.getProductId()).build();
      answer(request, GetProductResponse.newBuilder().setProduct(product).build(), to);
    }

    @Override
    public void createProduct(CreateProductRequest request, StreamObserver<CreateProductResponse> to) {
      answer(request, CreateProductResponse.newBuilder().setProduct(request.getProduct()).build(), to);
    }

    @Override
    public StreamObserver<ImportProductsRequest> importProducts(StreamObserver<ImportProductsResponse> to) {
      return new StreamObserver<ImportProductsRequest>() {
        private long count;

        @Override
        public void onNext(ImportProductsRequest part) {
          count += part.getProductsCount();
        }

        @Override
        public void onError(Throwable broken) {
          cancelled.countDown();
        }

        @Override
        public void onCompleted() {
          to.onNext(ImportProductsResponse.newBuilder().setCreatedCount(count).build());
          to.onCompleted();
        }
      };
    }
  }

  private static final class Models extends ModelServiceGrpc.ModelServiceImplBase {
    @Override
    public void watchTraining(WatchTrainingRequest request, StreamObserver<WatchTrainingResponse> to) {
      to.onNext(WatchTrainingResponse.getDefaultInstance());
      to.onNext(WatchTrainingResponse.getDefaultInstance());
      to.onError(failure(Status.Code.ABORTED, "Stop."));
    }
  }

  private final class Interactions extends InteractionServiceGrpc.InteractionServiceImplBase {
    @Override
    public StreamObserver<IngestInteractionsRequest> ingestInteractions(
        StreamObserver<IngestInteractionsResponse> to) {
      Integer limit = breaks.poll();
      return new StreamObserver<IngestInteractionsRequest>() {
        private int taken;
        private boolean broken;

        @Override
        public void onNext(IngestInteractionsRequest batch) {
          if (broken) {
            return;
          }
          batches.add(batch);
          if (limit != null && taken == limit) {
            broken = true;
            to.onError(failure(Status.Code.UNAVAILABLE, "broken"));
            return;
          }
          if (batch.getResumeToken().isEmpty()) {
            taken++;
            durable = batch.getBatchNumber();
          }
          await();
          to.onNext(IngestInteractionsResponse.newBuilder()
              .setBatchNumber(durable)
              .setAcceptedCount(batch.getInteractionsCount())
              .setJournalPosition(100 + durable)
              .setResumeToken("token-" + durable)
              .build());
        }

        @Override
        public void onError(Throwable ended) {
          broken = true;
        }

        @Override
        public void onCompleted() {
          if (!broken) {
            to.onCompleted();
          }
        }

        private void await() {
          try {
            acknowledge.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        }
      };
    }
  }
}
