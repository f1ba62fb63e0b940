namespace Recsys.Snapshots.Live;

/// <summary>How a snapshot follows the catalogue while it is live.</summary>
public sealed record LiveOptions
{
    /// <summary>
    /// Products that came or changed after which they are merged into the main index, 16–100,000: they are compared one
    /// by one until then, which takes about a tenth of a millisecond for 4,096 vectors of 64 numbers. A merge copies
    /// the main index.
    /// </summary>
    public int MergeCount { get; init; } = 4096;

    /// <summary>After how long fewer of them are merged, 1 s – 1 day.</summary>
    public TimeSpan MergeAge { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told why a product could not be taken in, or a merge not be made.</summary>
    public Action<Exception> Failed { get; init; } = _ => { };

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        if (MergeCount is < 16 or > 100_000)
            throw new ArgumentException("Live option MergeCount is wrong: it is from 16 to 100000.");
        if (MergeAge < TimeSpan.FromSeconds(1) || MergeAge > TimeSpan.FromDays(1))
            throw new ArgumentException("Live option MergeAge is wrong: it is from 1 second to 1 day.");
    }
}
