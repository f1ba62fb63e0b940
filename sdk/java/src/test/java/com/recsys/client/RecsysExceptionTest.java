package com.recsys.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.UnknownFieldSet;
import com.google.rpc.BadRequest;
import com.google.rpc.RequestInfo;
import com.google.rpc.RetryInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Collections;
import java.util.List;
import org.junit.Test;

public class RecsysExceptionTest {
  @Test
  public void from_detailsOfEveryKind_readsThemAll() {
    RecsysException error = RecsysException.from(ScriptedServer.failure(Status.Code.INVALID_ARGUMENT, "Wrong.",
        BadRequest.newBuilder()
            .addFieldViolations(BadRequest.FieldViolation.newBuilder().setField("page_size").setDescription("is 0."))
            .build(),
        RetryInfo.newBuilder().setRetryDelay(Duration.newBuilder().setSeconds(1).setNanos(500_000_000)).build(),
        RequestInfo.newBuilder().setRequestId("r-1").build()));

    assertEquals(Status.Code.INVALID_ARGUMENT, error.code());
    assertEquals("Wrong.", error.detail());
    assertEquals("INVALID_ARGUMENT: Wrong.", error.getMessage());
    assertEquals(List.of(new InvalidField("page_size", "is 0.")), error.invalidFields());
    assertEquals(java.time.Duration.ofMillis(1500), error.retryAfter().get());
    assertEquals("r-1", error.requestId());
  }

  @Test
  public void from_errorInfo_readsReasonDomainAndMetadata() {
    RecsysException error = RecsysException.from(withErrorInfo(errorInfo().toByteString()));

    assertEquals("PRODUCT_NOT_FOUND", error.reason());
    assertEquals("recsys", error.domain());
    assertEquals(Collections.singletonMap("product_id", "Ünïcode"), error.metadata());
  }

  @Test
  public void from_mangledErrorInfo_keepsTheStatus() {
    RecsysException error = RecsysException.from(withErrorInfo(ByteString.copyFromUtf8("\u0007\u0007")));

    assertEquals(Status.Code.NOT_FOUND, error.code());
    assertEquals("", error.reason());
  }

  @Test
  public void from_mangledTrailer_keepsTheStatus() {
    Metadata trailers = new Metadata();
    trailers.put(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER), new byte[] {-1, -1, -1});

    RecsysException error = RecsysException.from(Status.ABORTED.withDescription("Stop.").asRuntimeException(trailers));

    assertEquals(Status.Code.ABORTED, error.code());
    assertTrue(error.invalidFields().isEmpty());
  }

  @Test
  public void from_ownException_isTheSame() {
    RecsysException error = RecsysException.from(Status.ABORTED.asException());
    assertEquals(error, assertThrows(RecsysException.class, () -> {
      throw RecsysException.from(error);
    }));
  }

  private static UnknownFieldSet errorInfo() {
    UnknownFieldSet entry = UnknownFieldSet.newBuilder()
        .addField(1, text("product_id")).addField(2, text("Ünïcode")).build();
    return UnknownFieldSet.newBuilder()
        .addField(1, text("PRODUCT_NOT_FOUND"))
        .addField(2, text("recsys"))
        .addField(3, UnknownFieldSet.Field.newBuilder().addLengthDelimited(entry.toByteString()).build())
        .build();
  }

  private static UnknownFieldSet.Field text(String value) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(value)).build();
  }

  private static StatusRuntimeException withErrorInfo(ByteString info) {
    return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
        .setCode(Status.Code.NOT_FOUND.value())
        .setMessage("Gone.")
        .addDetails(Any.newBuilder().setTypeUrl("type.googleapis.com/google.rpc.ErrorInfo").setValue(info))
        .build());
  }
}
