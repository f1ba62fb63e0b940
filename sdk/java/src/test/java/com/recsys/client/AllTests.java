package com.recsys.client;

import org.junit.runner.JUnitCore;
import org.junit.runner.Result;
import org.junit.runner.notification.Failure;

/** Runs every test and ends with the line that says how many passed. */
public final class AllTests {
  private AllTests() {}

  /** Exits with 1 where a test failed. */
  public static void main(String[] arguments) {
    Result result = JUnitCore.runClasses(
        RecsysExceptionTest.class, RetryTest.class, ClientTest.class, InteractionStreamTest.class, FacadeTest.class,
        ExamplesTest.class);
    for (Failure failure : result.getFailures()) {
      System.out.println(failure.getTestHeader() + "\n" + failure.getTrace());
    }
    int failed = result.getFailureCount();
    int passed = result.getRunCount() - failed - result.getAssumptionFailureCount();
    System.out.println(passed + " passed, " + failed + " failed");
    System.exit(failed == 0 ? 0 : 1);
  }
}
