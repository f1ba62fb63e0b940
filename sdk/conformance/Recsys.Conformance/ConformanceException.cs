namespace Recsys.Conformance;

/// <summary>The suite cannot go on; the message says why and what to do.</summary>
internal sealed class ConformanceException(string message, Exception? inner = null) : Exception(message, inner);
