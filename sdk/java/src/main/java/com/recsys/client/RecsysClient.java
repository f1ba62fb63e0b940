package com.recsys.client;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a recommendation server. Make one for each server and keep it: it is safe for any number of threads,
 * opens its connection with the first call and reconnects by itself.
 *
 * <pre>{@code
 * try (RecsysClient client = RecsysClient.connect("http://127.0.0.1:5080")) {
 *   RecommendForUserResponse answer = client.recommendations().recommendForUser(
 *       RecommendForUserRequest.newBuilder().setCustomerId("17850").setPageSize(10).build());
 *   answer.getRecommendationsList().forEach(item -> System.out.println(item.getProductId()));
 * }
 * }</pre>
 *
 * <p>Every unary call has a deadline. Calls that the contract marks as safe to repeat are repeated while the server is
 * unavailable. Every failure is thrown as a {@link RecsysException}.
 */
public final class RecsysClient implements AutoCloseable {
  private final ManagedChannel connection;
  private final Channel channel;
  private final ScheduledExecutorService timer;
  private final boolean owner;
  private final Calls calls;

  private RecsysClient(
      ManagedChannel connection, Channel channel, ScheduledExecutorService timer, boolean owner, Calls calls) {
    this.connection = connection;
    this.channel = channel;
    this.timer = timer;
    this.owner = owner;
    this.calls = calls;
  }

  /**
   * A client with default options. Nothing is sent until the first call.
   *
   * @param address {@code http://host:port}, or {@code https://host:port} for a server with TLS
   * @throws IllegalArgumentException the address is neither
   */
  public static RecsysClient connect(String address) {
    return builder(address).build();
  }

  /** Options for a client, beginning with the server's address as of {@link #connect}. */
  public static Builder builder(String address) {
    return new Builder(address);
  }

  /** Products for a customer or visitor, and products similar to one. */
  public Recommendations recommendations() {
    return new Recommendations(calls);
  }

  /** Telling the server what customers and visitors did. */
  public Interactions interactions() {
    return new Interactions(calls);
  }

  /** Keeping the catalogue. */
  public Products products() {
    return new Products(calls);
  }

  /** Keeping customer records. */
  public Customers customers() {
    return new Customers(calls);
  }

  /** Model versions and training. */
  public Models models() {
    return new Models(calls);
  }

  /** How the server does. */
  public Operations operations() {
    return new Operations(calls);
  }

  /** Any method, also without blocking. */
  public Calls calls() {
    return calls;
  }

  /**
   * What all of this calls through, for generated stubs. It sends the key; deadlines are the stub's own, and {@link
   * RecsysException#from} makes typed errors of its failures.
   */
  public Channel channel() {
    return channel;
  }

  /**
   * The same connection with another deadline for unary calls: closing it does nothing, close the client it came from.
   *
   * @param timeout 1 ms – 1 day
   */
  public RecsysClient withTimeout(Duration timeout) {
    Builder.requireDuration(timeout, "timeout");
    return new RecsysClient(connection, channel, timer, false, calls.withTimeout(timeout));
  }

  /** A stream for many interactions, with its default options. */
  public InteractionStream openInteractionStream() {
    return openInteractionStream(InteractionStreamOptions.newBuilder().build());
  }

  /**
   * Opens a stream that batches interactions, sends them again after a broken connection and tells when they are
   * durable. Keep it open; nothing is sent before the first interaction is added.
   */
  public InteractionStream openInteractionStream(InteractionStreamOptions options) {
    return new InteractionStream(channel, options);
  }

  /** Closes the connection; calls under way end with CANCELLED or UNAVAILABLE. Streams are to be closed before. */
  @Override
  public void close() {
    if (!owner) {
      return;
    }
    timer.shutdownNow();
    connection.shutdownNow();
    try {
      // Its threads end a moment later; an application that is loaded anew must not meet them.
      connection.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Options of a {@link RecsysClient}. */
  public static final class Builder {
    private static final int MAX_KEY = 4096;

    private final String address;
    private String apiKey = "";
    private Duration timeout = Duration.ofSeconds(5);
    private int maxAttempts = 3;
    private int maxReceiveBytes = 32 << 20;
    private File rootCertificates;

    private Builder(String address) {
      this.address = address;
    }

    /** Sent as {@code authorization: Bearer} with every call; empty, the default, sends none. For https only. */
    public Builder apiKey(String key) {
      require(key.length() <= MAX_KEY && key.chars().allMatch(c -> c >= '!' && c <= '~'), "apiKey",
          "must be at most 4096 visible ASCII characters");
      apiKey = key;
      return this;
    }

    /** How long a unary call may take in all, repeats included: 1 ms – 1 day; 5 seconds by default. */
    public Builder timeout(Duration value) {
      requireDuration(value, "timeout");
      timeout = value;
      return this;
    }

    /**
     * How often a call that is safe to repeat is tried in all while the server answers UNAVAILABLE: 1–5; 3 by default,
     * 1 for no repeats. Waits about 0.1, 0.2, 0.4 … seconds between tries, or as long as the server says.
     */
    public Builder maxAttempts(int value) {
      require(value >= 1 && value <= 5, "maxAttempts", "must be 1–5");
      maxAttempts = value;
      return this;
    }

    /** Largest answer taken, in bytes: 1 KiB – 1 GiB; 32 MiB by default. */
    public Builder maxReceiveBytes(int value) {
      require(value >= 1 << 10 && value <= 1 << 30, "maxReceiveBytes", "must be 1 KiB – 1 GiB");
      maxReceiveBytes = value;
      return this;
    }

    /** File of certificates in PEM that a server with TLS is trusted by; by default whom the Java runtime trusts. */
    public Builder rootCertificates(File pem) {
      require(pem.canRead(), "rootCertificates", "cannot be read: " + pem);
      rootCertificates = pem;
      return this;
    }

    /**
     * Makes the client. Nothing is sent until the first call.
     *
     * @throws IllegalArgumentException the address is no http or https address, or the certificates cannot be read
     * @throws IllegalStateException the gRPC transport on the class path cannot speak TLS
     */
    public RecsysClient build() {
      URI uri = parse(address);
      boolean secure = "https".equals(uri.getScheme());
      int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
      ManagedChannel connection =
          open(uri.getHost(), port, secure)
              .maxInboundMessageSize(maxReceiveBytes)
              // A connection that a firewall dropped in silence is found by pings instead of by a lost call.
              .keepAliveTime(60, TimeUnit.SECONDS)
              .keepAliveTimeout(20, TimeUnit.SECONDS)
              // Repeats are this client's own: the channel's do not know what the contract marks.
              .disableRetry()
              .build();
      Channel channel = apiKey.isEmpty()
          ? connection : ClientInterceptors.intercept(connection, new KeyInterceptor(apiKey));
      ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("recsys-retry"));
      return new RecsysClient(
          connection, channel, timer, true, new Calls(channel, timer, timeout, new RetryRules(maxAttempts)));
    }

    private ManagedChannelBuilder<?> open(String host, int port, boolean secure) {
      try {
        return Grpc.newChannelBuilderForAddress(host, port, credentials(secure));
      } catch (UnsupportedOperationException noAlpn) {
        throw new IllegalStateException(
            "The gRPC transport on the class path cannot speak HTTP/2 over TLS; add grpc-netty-shaded.", noAlpn);
      }
    }

    private ChannelCredentials credentials(boolean secure) {
      if (!secure) {
        return InsecureChannelCredentials.create();
      }
      if (rootCertificates == null) {
        return TlsChannelCredentials.create();
      }
      try {
        return TlsChannelCredentials.newBuilder().trustManager(rootCertificates).build();
      } catch (IOException unreadable) {
        throw new IllegalArgumentException("rootCertificates cannot be read: " + rootCertificates, unreadable);
      }
    }

    private static URI parse(String address) {
      try {
        URI uri = URI.create(address);
        if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
          return uri;
        }
      } catch (IllegalArgumentException malformed) {
        throw new IllegalArgumentException(
            "'" + address + "' is no address; write it like http://127.0.0.1:5080.", malformed);
      }
      throw new IllegalArgumentException("'" + address + "' is no address; write it like http://127.0.0.1:5080.");
    }

    static void requireDuration(Duration value, String name) {
      require(value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(Duration.ofDays(1)) <= 0, name,
          "must be 1 ms – 1 day");
    }

    private static void require(boolean holds, String name, String rule) {
      if (!holds) {
        throw new IllegalArgumentException(name + " " + rule + ".");
      }
    }
  }
}
