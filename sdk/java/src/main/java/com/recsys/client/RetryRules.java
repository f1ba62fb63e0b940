package com.recsys.client;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which calls are repeated and when: unary ones that the contract itself marks with an idempotency level, and only
 * while the server is unavailable. Anything else might be done twice.
 */
final class RetryRules {
  private static final double FIRST_WAIT_SECONDS = 0.1;

  private final int maxAttempts;

  RetryRules(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /** How long to wait before the next try; null when there is no sense in one. */
  Duration waitAfter(MethodDescriptor<?, ?> method, int tries, RecsysException failure, long leftNanos) {
    if (tries >= maxAttempts || failure.code() != Status.Code.UNAVAILABLE || !isSafe(method)) {
      return null;
    }
    // Clients that lost the same server must not all come back at the same moment.
    double seconds = FIRST_WAIT_SECONDS * Math.pow(2, tries - 1) * ThreadLocalRandom.current().nextDouble(0.5, 1);
    Duration wait = Duration.ofNanos((long) (seconds * 1e9));
    Duration asked = failure.retryAfter().orElse(Duration.ZERO);
    if (asked.compareTo(wait) > 0) {
      wait = asked;
    }
    return wait.compareTo(Duration.ofNanos(leftNanos)) < 0 ? wait : null;
  }

  static boolean isSafe(MethodDescriptor<?, ?> method) {
    if (method.getType() != MethodDescriptor.MethodType.UNARY
        || !(method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier)) {
      return false;
    }
    IdempotencyLevel level =
        ((ProtoMethodDescriptorSupplier) method.getSchemaDescriptor())
            .getMethodDescriptor()
            .getOptions()
            .getIdempotencyLevel();
    return level == IdempotencyLevel.NO_SIDE_EFFECTS || level == IdempotencyLevel.IDEMPOTENT;
  }
}
