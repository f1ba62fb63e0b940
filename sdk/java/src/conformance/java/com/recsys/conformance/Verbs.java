package com.recsys.conformance;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.recsys.client.Attribution;
import com.recsys.client.InteractionFate;
import com.recsys.client.InteractionReceipt;
import com.recsys.client.InteractionStream;
import com.recsys.client.InteractionStreamOptions;
import com.recsys.client.RecsysClient;
import com.recsys.client.RecsysException;
import com.recsys.v1.Interaction;
import com.recsys.v1.RecommendForUserRequest;
import com.recsys.v1.RecommendForUserResponse;
import com.recsys.v1.WriteInteractionsRequest;
import com.recsys.v1.WriteInteractionsResponse;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What a request can ask for. */
final class Verbs implements AutoCloseable {
  private final Map<String, RecsysClient> clients = new HashMap<>();

  JsonObject run(JsonObject request) throws Exception {
    switch (Json.text(request, "verb")) {
      case "call":
        return GenericCall.run(client(request), request);
      case "stream":
        return stream(request);
      case "attribute":
        return attribute(request);
      case "language":
        JsonObject answer = new JsonObject();
        String grpc = io.grpc.internal.GrpcUtil.getGrpcBuildVersion().getImplementationVersion();
        answer.addProperty("language", "Java " + System.getProperty("java.version") + ", grpc-java " + grpc);
        return answer;
      default:
        throw new UnsupportedOperationException("no verb '" + Json.text(request, "verb") + "'");
    }
  }

  @Override
  public void close() {
    clients.values().forEach(RecsysClient::close);
  }

  private RecsysClient client(JsonObject request) {
    JsonObject endpoint = request.getAsJsonObject("endpoint");
    int attempts = Json.number(request, "max_attempts", 0);
    return clients.computeIfAbsent(endpoint + " " + attempts, key -> {
      RecsysClient.Builder builder =
          RecsysClient.builder(Json.text(endpoint, "address")).apiKey(Json.text(endpoint, "api_key"));
      if (!Json.text(endpoint, "ca_file").isEmpty()) {
        builder.rootCertificates(new File(Json.text(endpoint, "ca_file")));
      }
      return (attempts > 0 ? builder.maxAttempts(attempts) : builder).build();
    });
  }

  private JsonObject stream(JsonObject request) throws Exception {
    InteractionStreamOptions options = InteractionStreamOptions.newBuilder()
        .batchSize(Json.number(request, "max_batch", 1_000))
        .linger(Duration.ofMillis(Json.number(request, "linger_ms", 5)))
        .build();
    List<CompletableFuture<InteractionReceipt>> receipts = new ArrayList<>();
    try {
      try (InteractionStream stream = client(request).openInteractionStream(options)) {
        for (JsonElement one : request.getAsJsonArray("interactions")) {
          receipts.add(stream.add(Json.read(one, Interaction.newBuilder()).build()));
        }
      }
    } catch (RecsysException error) {
      return Json.failure(error);
    }
    int accepted = 0;
    int duplicates = 0;
    JsonArray rejections = new JsonArray();
    JsonArray ids = new JsonArray();
    for (CompletableFuture<InteractionReceipt> one : receipts) {
      InteractionReceipt receipt = one.get();
      ids.add(receipt.interactionId());
      // Settled: durable, but what exactly became of it was lost with a connection.
      accepted += receipt.fate() == InteractionFate.ACCEPTED || receipt.fate() == InteractionFate.SETTLED ? 1 : 0;
      duplicates += receipt.fate() == InteractionFate.DUPLICATE ? 1 : 0;
      receipt.rejection().ifPresent(why -> {
        JsonObject rejection = new JsonObject();
        rejection.addProperty("id", receipt.interactionId());
        rejection.addProperty("reason", why.getReason());
        rejection.addProperty("field", why.getField());
        rejections.add(rejection);
      });
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("code", "OK");
    answer.addProperty("accepted", accepted);
    answer.addProperty("duplicates", duplicates);
    answer.add("rejections", rejections);
    answer.add("ids", ids);
    return answer;
  }

  private JsonObject attribute(JsonObject request) throws Exception {
    Interaction interaction = Json.read(request.get("interaction"), Interaction.newBuilder()).build();
    if (interaction.getId().isEmpty()) {
      interaction = interaction.toBuilder().setId(UUID.randomUUID().toString()).build();
    }
    try {
      RecommendForUserResponse answer = client(request).recommendations()
          .recommendForUser(Json.read(request.get("request"), RecommendForUserRequest.newBuilder()).build());
      Interaction attributed = Attribution.attribute(interaction, answer);
      WriteInteractionsResponse written = client(request).interactions()
          .writeInteractions(WriteInteractionsRequest.newBuilder().addInteractions(attributed).build());
      JsonArray responses = new JsonArray();
      responses.add(Json.write(answer));
      responses.add(Json.write(written));
      JsonObject told = new JsonObject();
      told.addProperty("code", "OK");
      told.add("responses", responses);
      told.add("interaction", Json.write(attributed));
      return told;
    } catch (RecsysException error) {
      return Json.failure(error);
    }
  }
}
