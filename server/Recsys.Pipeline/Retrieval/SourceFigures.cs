namespace Recsys.Pipeline.Retrieval;

/// <summary>What one source did in one request, refill rounds included.</summary>
/// <param name="Name">The source.</param>
/// <param name="Asked">Candidates wanted of it in its last round; 0 when it was not asked.</param>
/// <param name="Found">Candidates it found in its last round.</param>
/// <param name="New">How many of them no source asked before it had found.</param>
/// <param name="Microseconds">Time it took.</param>
/// <param name="Failed">Whether it failed.</param>
public readonly record struct SourceFigures(
    string Name, int Asked, int Found, int New, double Microseconds, bool Failed);
