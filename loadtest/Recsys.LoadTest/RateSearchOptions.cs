namespace Recsys.LoadTest;

/// <summary>How the highest rate that holds a target is looked for.</summary>
public sealed record RateSearchOptions
{
    /// <summary>The first rate that is tried, in requests a second, above 0 to 100,000.</summary>
    public double StartRate { get; init; } = 50;

    /// <summary>Rates above this are not tried, to 1,000,000.</summary>
    public double MaxRate { get; init; } = 100_000;

    /// <summary>How close a rate that holds has to lie to one that does not: 1.01–2 as a ratio.</summary>
    public double Precision { get; init; } = 1.05;

    /// <summary>Rates tried at most, 2–40.</summary>
    public int MaxTries { get; init; } = 20;

    /// <summary>Length of a try, above 0 to 600 s.</summary>
    public TimeSpan TryLength { get; init; } = TimeSpan.FromSeconds(5);

    internal void Check()
    {
        Require(StartRate is > 0 and <= 100_000, "The search starts above 0 to 100000 requests a second.");
        Require(MaxRate is <= 1_000_000 && MaxRate >= StartRate, "The search ends between its start and 1000000.");
        Require(Precision is >= 1.01 and <= 2, "The search is as precise as 1.01 to 2.");
        Require(MaxTries is >= 2 and <= 40, "The search tries 2 to 40 rates.");
        Require(
            TryLength > TimeSpan.Zero && TryLength <= TimeSpan.FromMinutes(10), "A try takes above 0 to 600 seconds.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
