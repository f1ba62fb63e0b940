package com.recsys.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import com.recsys.examples.HandleErrors;
import com.recsys.examples.RecommendAndIngest;
import com.recsys.v1.RecommendForUserRequest;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** The examples against the server that RECSYS_ADDRESS names, and TLS against RECSYS_TLS_ADDRESS. */
public class ExamplesTest {
  private static final RecommendForUserRequest ASK =
      RecommendForUserRequest.newBuilder().setCustomerId("17850").build();

  @Test
  public void recommendAndIngest_printsFiveTitles() {
    assertEquals(5, run(RecommendAndIngest::main).lines().filter(line -> !line.isBlank()).count());
  }

  @Test
  public void handleErrors_tellsWhatIsWrong() {
    String told = run(HandleErrors::main);
    assertTrue(told, told.contains("There is no product no-such-product."));
    assertTrue(told, told.contains("page_size is 9999"));
  }

  @Test
  public void tls_withTheRightRootAndKey_answers() {
    try (RecsysClient client = secure().apiKey(System.getenv("RECSYS_API_KEY")).build()) {
      assertNotNull(client.recommendations().recommendForUser(ASK));
    }
  }

  @Test
  public void tls_withAWrongKey_isUnauthenticated() {
    try (RecsysClient client = secure().apiKey("wrong").build()) {
      RecsysException error =
          assertThrows(RecsysException.class, () -> client.recommendations().recommendForUser(ASK));
      assertEquals(Status.Code.UNAUTHENTICATED, error.code());
      assertEquals("API_KEY_INVALID", error.reason());
    }
  }

  @Test
  public void tls_withoutItsRoot_isNotTrusted() {
    String address = System.getenv("RECSYS_TLS_ADDRESS");
    assumeTrue(address != null);
    try (RecsysClient client = RecsysClient.builder(address).maxAttempts(1).build()) {
      RecsysException error =
          assertThrows(RecsysException.class, () -> client.recommendations().recommendForUser(ASK));
      assertEquals(Status.Code.UNAVAILABLE, error.code());
    }
  }

  private static RecsysClient.Builder secure() {
    String address = System.getenv("RECSYS_TLS_ADDRESS");
    assumeTrue(address != null);
    return RecsysClient.builder(address).rootCertificates(new File(System.getenv("RECSYS_CA_FILE")));
  }

  private static String run(Example example) {
    String address = System.getenv("RECSYS_ADDRESS");
    assumeTrue(address != null);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      example.main(new String[] {address});
    } finally {
      System.setOut(console);
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  private interface Example {
    void main(String[] arguments);
  }
}
