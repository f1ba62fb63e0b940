namespace Recsys.LoadTest;

/// <summary>The highest rate that held a target, and how it was found.</summary>
public sealed record RateSearchResult
{
    /// <summary>Candidates each request asked for.</summary>
    public required int CandidateCount { get; init; }

    /// <summary>Products each request asked for.</summary>
    public required int PageSize { get; init; }

    /// <summary>The target in words.</summary>
    public required string Target { get; init; }

    /// <summary>The highest rate that held it, in requests a second; 0 when none did.</summary>
    public required double RatePerSecond { get; init; }

    /// <summary>The lowest rate tried that did not hold it; null when every one did.</summary>
    public required double? FailedAt { get; init; }

    /// <summary>Each rate that was tried, in order.</summary>
    public required IReadOnlyList<RateTry> Tries { get; init; }

    /// <summary>Why it ended, in words.</summary>
    public required string Decision { get; init; }
}
