package com.recsys.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code google.rpc.ErrorInfo}, read by its field numbers: older releases of proto-google-common-protos lack the
 * class, and a copy of our own would clash with that of newer ones.
 */
final class ErrorInfo {
  static final String NAME = "google.rpc.ErrorInfo";
  private static final int REASON = 1;
  private static final int DOMAIN = 2;
  private static final int METADATA = 3;
  private static final int KEY = 1;
  private static final int VALUE = 2;

  final String reason;
  final String domain;
  final Map<String, String> metadata;

  private ErrorInfo(String reason, String domain, Map<String, String> metadata) {
    this.reason = reason;
    this.domain = domain;
    this.metadata = metadata;
  }

  static ErrorInfo parse(ByteString bytes) throws InvalidProtocolBufferException {
    UnknownFieldSet fields = UnknownFieldSet.parseFrom(bytes);
    Map<String, String> metadata = new LinkedHashMap<>();
    for (ByteString entry : fields.getField(METADATA).getLengthDelimitedList()) {
      UnknownFieldSet pair = UnknownFieldSet.parseFrom(entry);
      metadata.put(text(pair, KEY), text(pair, VALUE));
    }
    return new ErrorInfo(text(fields, REASON), text(fields, DOMAIN), metadata);
  }

  private static String text(UnknownFieldSet fields, int number) {
    List<ByteString> values = fields.getField(number).getLengthDelimitedList();
    return values.isEmpty() ? "" : values.get(values.size() - 1).toStringUtf8();
  }
}
