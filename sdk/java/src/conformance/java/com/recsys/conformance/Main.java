package com.recsys.conformance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs conformance cases through the SDK's public API: one request a line in, one answer a line out, in order. */
public final class Main {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private Main() {}

  /** Reads requests until the input ends. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, "UTF-8");
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Verbs verbs = new Verbs()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isEmpty()) {
          out.print(GSON.toJson(answer(verbs, line)) + "\n");
          out.flush();
        }
      }
    }
  }

  private static JsonObject answer(Verbs verbs, String line) {
    JsonElement id = JsonNull.INSTANCE;
    JsonObject answer = new JsonObject();
    try {
      JsonObject request = JsonParser.parseString(line).getAsJsonObject();
      id = request.get("id");
      answer = verbs.run(request);
    } catch (UnsupportedOperationException unsupported) {
      answer.addProperty("unsupported", unsupported.getMessage());
    } catch (Exception failure) {
      // Whatever it is, the next request still wants its answer.
      failure.printStackTrace();
      answer.addProperty("broken", failure.toString());
    }
    answer.add("id", id);
    return answer;
  }
}
