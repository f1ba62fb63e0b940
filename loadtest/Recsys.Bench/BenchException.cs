namespace Recsys.Bench;

/// <summary>A measurement or proof cannot go on; the message is one line that says why and what to do.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="inner">What caused it, or null.</param>
public sealed class BenchException(string message, Exception? inner = null) : Exception(message, inner);
