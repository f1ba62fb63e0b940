namespace Recsys.Training.Import;

/// <summary>How to read.</summary>
public sealed record ImportOptions
{
    /// <summary>Default options.</summary>
    public static ImportOptions Default { get; } = new();

    /// <summary>
    /// File that rejected rows are written to, with line and reason; null writes none. Made at the first such row.
    /// </summary>
    public string? RejectsPath { get; init; }

    /// <summary>How many rejected rows the report shows, 0–1000.</summary>
    public int ShownRejects { get; init; } = 10;

    /// <summary>Rows between two flushes of the sink, 1–1,000,000.</summary>
    public int BatchRows { get; init; } = 8192;

    /// <summary>Interactions before this time are left out (milliseconds since 1970-01-01 UTC).</summary>
    public long FromMs { get; init; } = long.MinValue;

    /// <summary>Interactions at this time or later are left out, as are their words on products.</summary>
    public long BeforeMs { get; init; } = long.MaxValue;

    /// <summary>
    /// Interactions at this time or later (milliseconds since 1970-01-01 UTC) are held out: they go to
    /// <see cref="HeldOutPath"/> and nowhere else, and what they say of products and customers is not heard.
    /// </summary>
    public long HoldOutFromMs { get; init; } = long.MaxValue;

    /// <summary>
    /// File that held-out interactions of customers are written to, JSON, one a line; null writes none. It is replaced
    /// when the import is done.
    /// </summary>
    public string? HeldOutPath { get; init; }

    /// <summary>Clock of durations.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
