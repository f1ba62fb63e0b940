package com.recsys.client;

import java.time.Duration;
import java.util.function.Consumer;

/** How an {@link InteractionStream} batches, waits and tries again. */
public final class InteractionStreamOptions {
  final int batchSize;
  final int batchBytes;
  final Duration linger;
  final int bufferSize;
  final Duration firstRetryDelay;
  final Duration mostRetryDelay;
  final Duration giveUpAfter;
  final Duration closeTimeout;
  final Consumer<InteractionReceipt> rejected;

  private InteractionStreamOptions(Builder from) {
    batchSize = from.batchSize;
    batchBytes = from.batchBytes;
    linger = from.linger;
    bufferSize = from.bufferSize;
    firstRetryDelay = from.firstRetryDelay;
    mostRetryDelay = from.mostRetryDelay;
    giveUpAfter = from.giveUpAfter;
    closeTimeout = from.closeTimeout;
    rejected = from.rejected;
  }

  /** Options, beginning with the defaults. */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** Sets {@link InteractionStreamOptions}. Every setter throws IllegalArgumentException where its range is left. */
  public static final class Builder {
    private int batchSize = 1_000;
    private int batchBytes = 1 << 20;
    private Duration linger = Duration.ofMillis(5);
    private int bufferSize = 20_000;
    private Duration firstRetryDelay = Duration.ofMillis(100);
    private Duration mostRetryDelay = Duration.ofSeconds(5);
    private Duration giveUpAfter = Duration.ofMinutes(5);
    private Duration closeTimeout = Duration.ofSeconds(30);
    private Consumer<InteractionReceipt> rejected = receipt -> {};

    private Builder() {}

    /** Most interactions of a batch: 1–10,000; 1,000 by default. */
    public Builder batchSize(int value) {
      require(value >= 1 && value <= 10_000, "batchSize", "must be 1–10000");
      batchSize = value;
      return this;
    }

    /** Bytes after which a batch is full: 1 KiB – 64 MiB; 1 MiB by default. */
    public Builder batchBytes(int value) {
      require(value >= 1 << 10 && value <= 64 << 20, "batchBytes", "must be 1 KiB – 64 MiB");
      batchBytes = value;
      return this;
    }

    /** How long an interaction waits for others to fill its batch: 0–60 s; 5 ms by default. */
    public Builder linger(Duration value) {
      requireTime(value, 0, 60_000, "linger");
      linger = value;
      return this;
    }

    /** Most interactions that are added and not yet durable: 1–1,000,000; 20,000 by default. Beyond it adding waits. */
    public Builder bufferSize(int value) {
      require(value >= 1 && value <= 1_000_000, "bufferSize", "must be 1–1000000");
      bufferSize = value;
      return this;
    }

    /** First wait before connecting again: 1 ms – 1 min; 100 ms by default. Doubles with each try. */
    public Builder firstRetryDelay(Duration value) {
      requireTime(value, 1, 60_000, "firstRetryDelay");
      firstRetryDelay = value;
      return this;
    }

    /** Longest such wait, unless the server asks for more: 1 ms – 10 min; 5 s by default. */
    public Builder mostRetryDelay(Duration value) {
      requireTime(value, 1, 600_000, "mostRetryDelay");
      mostRetryDelay = value;
      return this;
    }

    /** How long to go on trying without any answer before the stream fails: 0 – 1 day; 5 min by default. */
    public Builder giveUpAfter(Duration value) {
      requireTime(value, 0, 86_400_000, "giveUpAfter");
      giveUpAfter = value;
      return this;
    }

    /** How long closing waits for what was added to become durable: 0 – 1 day; 30 s by default. */
    public Builder closeTimeout(Duration value) {
      requireTime(value, 0, 86_400_000, "closeTimeout");
      closeTimeout = value;
      return this;
    }

    /** Told of every interaction that was rejected, one at a time; holds up the stream until it returns. */
    public Builder rejected(Consumer<InteractionReceipt> told) {
      rejected = told;
      return this;
    }

    /** The options. */
    public InteractionStreamOptions build() {
      return new InteractionStreamOptions(this);
    }

    private static void requireTime(Duration value, long fromMs, long toMs, String name) {
      require(value.compareTo(Duration.ofMillis(fromMs)) >= 0 && value.compareTo(Duration.ofMillis(toMs)) <= 0, name,
          "must be " + fromMs + "–" + toMs + " ms");
    }

    private static void require(boolean holds, String name, String rule) {
      if (!holds) {
        throw new IllegalArgumentException(name + " " + rule + ".");
      }
    }
  }
}
