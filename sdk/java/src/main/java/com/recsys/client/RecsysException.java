package com.recsys.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call that failed: the gRPC status, and what the server says of it in a form that programs can read. */
public final class RecsysException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status.Code code;
  private final String detail;
  private String reason = "";
  private String domain = "";
  private String requestId = "";
  private transient Map<String, String> metadata = Collections.emptyMap();
  private transient List<InvalidField> invalidFields = Collections.emptyList();
  private Duration retryAfter;

  RecsysException(Status status, Metadata trailers) {
    super(describe(status), status.getCause());
    code = status.getCode();
    detail = status.getDescription() == null ? "" : status.getDescription();
    com.google.rpc.Status details = read(status, trailers);
    if (details == null) {
      return;
    }
    for (Any any : details.getDetailsList()) {
      try {
        take(any);
      } catch (InvalidProtocolBufferException mangled) {
        // Something between here and the server mangled it; the status itself still says what happened.
        addSuppressed(mangled);
      }
    }
  }

  /** The failure of a call that was made with a generated stub, as one of these. */
  public static RecsysException from(Throwable failure) {
    if (failure instanceof RecsysException) {
      return (RecsysException) failure;
    }
    return new RecsysException(Status.fromThrowable(failure), Status.trailersFromThrowable(failure));
  }

  /** The gRPC status code. */
  public Status.Code code() {
    return code;
  }

  /** What went wrong and how to put it right, for people; without the code that {@link #getMessage} begins with. */
  public String detail() {
    return detail;
  }

  /**
   * Why, in upper snake case, for example {@code PRODUCT_NOT_FOUND}; empty when it was not the server's own code that
   * failed the call, for example when there is no connection.
   */
  public String reason() {
    return reason;
  }

  /** Whose reason it is: {@code recsys}; empty where there is no reason. */
  public String domain() {
    return domain;
  }

  /** What the reason is about, for example {@code product_id} and the id that was not found. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** All fields the server found wrong; empty unless the code is INVALID_ARGUMENT. */
  public List<InvalidField> invalidFields() {
    return invalidFields;
  }

  /** How long to wait before trying again, where the server says so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** What the server's log has the failure under; empty unless the failure was the server's own (INTERNAL). */
  public String requestId() {
    return requestId;
  }

  private void take(Any any) throws InvalidProtocolBufferException {
    if (any.getTypeUrl().endsWith("/" + ErrorInfo.NAME)) {
      ErrorInfo info = ErrorInfo.parse(any.getValue());
      reason = info.reason;
      domain = info.domain;
      metadata = Collections.unmodifiableMap(info.metadata);
    } else if (any.is(BadRequest.class)) {
      List<InvalidField> fields = new ArrayList<>();
      for (BadRequest.FieldViolation one : any.unpack(BadRequest.class).getFieldViolationsList()) {
        fields.add(new InvalidField(one.getField(), one.getDescription()));
      }
      invalidFields = Collections.unmodifiableList(fields);
    } else if (any.is(RetryInfo.class)) {
      com.google.protobuf.Duration delay = any.unpack(RetryInfo.class).getRetryDelay();
      retryAfter = Duration.ofSeconds(delay.getSeconds(), delay.getNanos());
    } else if (any.is(RequestInfo.class)) {
      requestId = any.unpack(RequestInfo.class).getRequestId();
    }
  }

  private static com.google.rpc.Status read(Status status, Metadata trailers) {
    try {
      return StatusProto.fromStatusAndTrailers(status, trailers);
    } catch (RuntimeException mangled) {
      // Details that cannot be read leave the status as it is.
      return null;
    }
  }

  private static String describe(Status status) {
    String code = status.getCode().name();
    return status.getDescription() == null ? code : code + ": " + status.getDescription();
  }
}
