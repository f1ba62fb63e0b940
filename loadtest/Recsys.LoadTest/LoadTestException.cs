namespace Recsys.LoadTest;

/// <summary>A load test cannot go on; the message says why.</summary>
/// <param name="message">One line.</param>
public sealed class LoadTestException(string message) : Exception(message);
