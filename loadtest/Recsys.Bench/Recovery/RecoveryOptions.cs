namespace Recsys.Bench.Recovery;

/// <summary>The store whose recovery is measured.</summary>
public sealed record RecoveryOptions
{
    /// <summary>Interactions in it, 1–1,000,000,000.</summary>
    public long Interactions { get; init; } = 10_000_000;

    /// <summary>Customers with a record, 1–100,000,000.</summary>
    public int Customers { get; init; } = 1_000_000;

    /// <summary>Products, 1–1,000,000.</summary>
    public int Products { get; init; } = 50_000;

    /// <summary>Memory of the store in MiB, 16–1,048,576.</summary>
    public int MemoryMib { get; init; } = 2_048;

    /// <summary>MiB of journal after which it is checkpointed, 1–1,048,576.</summary>
    public int CheckpointMib { get; init; } = 64;

    /// <summary>
    /// MiB of journal beyond the last checkpoint when it is killed, from 0 to below <see cref="CheckpointMib"/>: what
    /// opening has to replay.
    /// </summary>
    public int BeyondMib { get; init; } = 48;

    /// <summary>How often it is opened, 1–100.</summary>
    public int Opens { get; init; } = 3;

    /// <summary>Seed of what is in it.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Folder that the store stays in, to be opened again by another run; null cleans up.</summary>
    public string? Folder { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Interactions is >= 1 and <= 1_000_000_000, nameof(Interactions), "1 to 1000000000");
        Require(Customers is >= 1 and <= 100_000_000, nameof(Customers), "1 to 100000000");
        Require(Products is >= 1 and <= 1_000_000, nameof(Products), "1 to 1000000");
        Require(MemoryMib is >= 16 and <= 1 << 20, nameof(MemoryMib), "16 to 1048576");
        Require(CheckpointMib is >= 1 and <= 1 << 20, nameof(CheckpointMib), "1 to 1048576");
        Require(BeyondMib >= 0 && BeyondMib < CheckpointMib, nameof(BeyondMib), "0 to below CheckpointMib");
        Require(Opens is >= 1 and <= 100, nameof(Opens), "1 to 100");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
