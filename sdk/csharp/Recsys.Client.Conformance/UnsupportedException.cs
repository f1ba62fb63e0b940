namespace Recsys.Client.Conformance;

/// <summary>A request asks for what this platform cannot do.</summary>
internal sealed class UnsupportedException(string message) : Exception(message);
