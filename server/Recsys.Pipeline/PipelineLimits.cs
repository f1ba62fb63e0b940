namespace Recsys.Pipeline;

/// <summary>The bounds of one request; the service edge checks what comes from outside against them.</summary>
public static class PipelineLimits
{
    /// <summary>Most products on a page.</summary>
    public const int MaxPageSize = 500;

    /// <summary>Fewest candidates a request may ask for.</summary>
    public const int MinCandidateCount = 10;

    /// <summary>Most candidates a request may ask for.</summary>
    public const int MaxCandidateCount = 10_000;

    /// <summary>Most session events and most excluded products a request may carry.</summary>
    public const int MaxListLength = 1_000;

    /// <summary>Highest softmax temperature.</summary>
    public const float MaxTemperature = 100;

    /// <summary>Most sources of one pipeline: each is one bit of <see cref="CandidateBatch.Sources"/>.</summary>
    public const int MaxSources = 32;

    /// <summary>How often sources are asked for more when the filters leave too few for the page.</summary>
    public const int MaxRefillRounds = 2;

    /// <summary>How much more is asked for in each refill round.</summary>
    public const int RefillFactor = 4;

    /// <summary>Most candidates that one request looks at, refills included.</summary>
    public const int MaxExamined = 20_000;
}
