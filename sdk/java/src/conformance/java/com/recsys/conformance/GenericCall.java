package com.recsys.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.recsys.client.AnswerStream;
import com.recsys.client.RecsysClient;
import com.recsys.client.RecsysException;
import com.recsys.v1.CustomerServiceGrpc;
import com.recsys.v1.InteractionServiceGrpc;
import com.recsys.v1.ModelServiceGrpc;
import com.recsys.v1.OperationsServiceGrpc;
import com.recsys.v1.ProductServiceGrpc;
import com.recsys.v1.RecommendationServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls any method of the contract, by its name. */
final class GenericCall {
  private static final Map<String, MethodDescriptor<Message, Message>> METHODS = methods();

  private final JsonArray responses = new JsonArray();
  private final String cancel;

  private GenericCall(String cancel) {
    this.cancel = cancel;
  }

  static JsonObject run(RecsysClient client, JsonObject request) throws Exception {
    MethodDescriptor<Message, Message> method = METHODS.get(request.get("method").getAsString());
    if (method == null) {
      throw new UnsupportedOperationException("no generated method '" + request.get("method").getAsString() + "'");
    }
    Message prototype =
        ((MethodDescriptor.PrototypeMarshaller<Message>) method.getRequestMarshaller()).getMessagePrototype();
    List<Message> messages = new ArrayList<>();
    for (JsonElement one : request.getAsJsonArray("requests")) {
      messages.add(Json.read(one, prototype.newBuilderForType()).build());
    }
    int timeoutMs = Json.number(request, "timeout_ms", 0);
    Duration timeout = timeoutMs > 0 ? Duration.ofMillis(timeoutMs) : null;
    GenericCall call = new GenericCall(Json.text(request, "cancel"));
    JsonObject answer;
    try {
      if (method.getType() == MethodDescriptor.MethodType.UNARY) {
        call.unary(timeout == null ? client : client.withTimeout(timeout), method, messages.get(0));
      } else {
        call.stream(client, method, messages, timeout);
      }
      answer = new JsonObject();
      answer.addProperty("code", "OK");
    } catch (RecsysException error) {
      answer = Json.failure(error);
    } catch (CancellationException cancelled) {
      answer = Json.failure(RecsysException.from(Status.CANCELLED.withDescription("The caller gave the call up.").asException()));
    }
    answer.add("responses", call.responses);
    return answer;
  }

  private void unary(RecsysClient client, MethodDescriptor<Message, Message> method, Message request)
      throws Exception {
    CompletableFuture<Message> answer = client.calls().unaryAsync(method, request);
    if (cancel.equals("at_once")) {
      answer.cancel(true);
    }
    try {
      responses.add(Json.write(answer.get()));
    } catch (ExecutionException failure) {
      throw RecsysException.from(failure.getCause());
    }
  }

  private void stream(
      RecsysClient client, MethodDescriptor<Message, Message> method, List<Message> requests, Duration timeout)
      throws InvalidProtocolBufferException {
    try (AnswerStream<Message> answers = client.calls().exchange(method, requests.iterator(), timeout)) {
      if (cancel.equals("at_once")) {
        answers.close();
      }
      while (answers.hasNext()) {
        responses.add(Json.write(answers.next()));
        if (cancel.equals("after_first_response")) {
          answers.close();
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, MethodDescriptor<Message, Message>> methods() {
    Map<String, MethodDescriptor<Message, Message>> methods = new HashMap<>();
    ServiceDescriptor[] services = {
      RecommendationServiceGrpc.getServiceDescriptor(), InteractionServiceGrpc.getServiceDescriptor(),
      ProductServiceGrpc.getServiceDescriptor(), CustomerServiceGrpc.getServiceDescriptor(),
      ModelServiceGrpc.getServiceDescriptor(), OperationsServiceGrpc.getServiceDescriptor(),
    };
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        methods.put(method.getFullMethodName(), (MethodDescriptor<Message, Message>) method);
      }
    }
    return methods;
  }
}
