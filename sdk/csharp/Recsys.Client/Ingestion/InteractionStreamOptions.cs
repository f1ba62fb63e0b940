namespace Recsys.Client.Ingestion;

/// <summary>How an <see cref="InteractionStream"/> batches, waits and tries again.</summary>
public sealed record InteractionStreamOptions
{
    /// <summary>Most interactions of a batch: 1–10,000; 1,000 by default.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>
    /// Bytes after which a batch is full: 1 KiB – 64 MiB; 1 MiB by default. A server takes messages of 4 MiB unless it
    /// was told otherwise.
    /// </summary>
    public int BatchBytes { get; init; } = 1 << 20;

    /// <summary>
    /// How long an interaction waits for others to fill its batch: 0–60 s; 5 ms by default. With 0 a batch is what was
    /// added while the one before it was being sent.
    /// </summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// Most interactions that are added and not yet durable: 1–1,000,000; 20,000 by default. Beyond it adding waits.
    /// </summary>
    public int BufferSize { get; init; } = 20_000;

    /// <summary>First wait before connecting again: 1 ms – 1 min; 100 ms by default. Doubles with each try.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest such wait, unless the server asks for more: 1 ms – 10 min; 5 s by default.</summary>
    public TimeSpan MostRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long to go on trying without anything becoming durable before the stream fails: 0 – 1 day; 5 min by default.
    /// </summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long disposing waits for what was added to become durable: 0 – 1 day; 30 s by default.
    /// </summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Told of every interaction that was rejected, also of those nobody waits for. Called one at a time; must not
    /// throw, and holds up the stream until it returns.
    /// </summary>
    public Action<InteractionReceipt>? Rejected { get; init; }

    internal void Validate()
    {
        Require(BatchSize is >= 1 and <= 10_000, nameof(BatchSize), "must be 1–10000");
        Require(BatchBytes is >= 1 << 10 and <= 64 << 20, nameof(BatchBytes), "must be 1 KiB – 64 MiB");
        Require(BufferSize is >= 1 and <= 1_000_000, nameof(BufferSize), "must be 1–1000000");
        RequireTime(Linger, 0, 60, nameof(Linger));
        RequireTime(FirstRetryDelay, 0.001, 60, nameof(FirstRetryDelay));
        RequireTime(MostRetryDelay, 0.001, 600, nameof(MostRetryDelay));
        RequireTime(GiveUpAfter, 0, 86_400, nameof(GiveUpAfter));
        RequireTime(CloseTimeout, 0, 86_400, nameof(CloseTimeout));
    }

    private static void RequireTime(TimeSpan value, double fromSeconds, double toSeconds, string name) => Require(
        value.TotalSeconds >= fromSeconds && value.TotalSeconds <= toSeconds, name,
        FormattableString.Invariant($"must be {fromSeconds}–{toSeconds} seconds"));

    private static void Require(bool holds, string name, string rule)
    {
        if (!holds) throw new ArgumentException($"{nameof(InteractionStreamOptions)}.{name} {rule}.");
    }
}
