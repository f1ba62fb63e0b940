package com.recsys.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import com.recsys.client.InvalidField;
import com.recsys.client.RecsysException;
import java.util.Map;

/** Messages and failures as the conformance protocol writes them. */
final class Json {
  private static final JsonFormat.Printer PRINTER = JsonFormat.printer().omittingInsignificantWhitespace();

  private Json() {}

  static <M extends Message.Builder> M read(JsonElement json, M into) throws InvalidProtocolBufferException {
    JsonFormat.parser().merge(json == null ? "{}" : json.toString(), into);
    return into;
  }

  static JsonElement write(MessageOrBuilder message) throws InvalidProtocolBufferException {
    return JsonParser.parseString(PRINTER.print(message));
  }

  static String text(JsonObject object, String name) {
    return object.has(name) ? object.get(name).getAsString() : "";
  }

  static int number(JsonObject object, String name, int otherwise) {
    return object.has(name) ? object.get(name).getAsInt() : otherwise;
  }

  static JsonObject failure(RecsysException error) {
    JsonObject answer = new JsonObject();
    answer.addProperty("code", error.code().name());
    answer.addProperty("message", error.detail());
    answer.addProperty("reason", error.reason());
    answer.addProperty("domain", error.domain());
    JsonObject metadata = new JsonObject();
    for (Map.Entry<String, String> entry : error.metadata().entrySet()) {
      metadata.addProperty(entry.getKey(), entry.getValue());
    }
    answer.add("metadata", metadata);
    JsonArray fields = new JsonArray();
    for (InvalidField one : error.invalidFields()) {
      JsonObject field = new JsonObject();
      field.addProperty("field", one.field());
      field.addProperty("description", one.description());
      fields.add(field);
    }
    answer.add("fields", fields);
    answer.addProperty("retry_delay_ms", error.retryAfter().map(java.time.Duration::toMillis).orElse(0L));
    answer.addProperty("request_id", error.requestId());
    return answer;
  }
}
