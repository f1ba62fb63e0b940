namespace Recsys.Bench.Durability;

/// <summary>How hard the proof of durability tries.</summary>
public sealed record DurabilityOptions
{
    /// <summary>How often the server is killed, 1–10,000.</summary>
    public int Kills { get; init; } = 50;

    /// <summary>
    /// Mean time in seconds that clients write between a start and the next kill, 0.1–600; each time is drawn between
    /// a fifth of it and nearly twice as much.
    /// </summary>
    public double SecondsBetween { get; init; } = 2;

    /// <summary>Seed of what is written and when it is killed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Clients that write interactions, 1–64; another one writes products and customers.</summary>
    public int Clients { get; init; } = 4;

    /// <summary>Interactions that all clients together send a second, 100–1,000,000.</summary>
    public int Rate { get; init; } = 20_000;

    /// <summary>Products that interactions are about, 10–100,000.</summary>
    public int Products { get; init; } = 400;

    /// <summary>Customers that come back, 10–1,000,000.</summary>
    public int Customers { get; init; } = 2_000;

    /// <summary>Most interactions in one batch, 1–1,000.</summary>
    public int MostInBatch { get; init; } = 400;

    /// <summary>Whether the folders of store and copies stay, to look at what went wrong.</summary>
    public bool KeepFolder { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Kills is >= 1 and <= 10_000, nameof(Kills), "1 to 10000");
        Require(SecondsBetween is >= 0.1 and <= 600, nameof(SecondsBetween), "0.1 to 600");
        Require(Clients is >= 1 and <= 64, nameof(Clients), "1 to 64");
        Require(Rate is >= 100 and <= 1_000_000, nameof(Rate), "100 to 1000000");
        Require(Products is >= 10 and <= 100_000, nameof(Products), "10 to 100000");
        Require(Customers is >= 10 and <= 1_000_000, nameof(Customers), "10 to 1000000");
        Require(MostInBatch is >= 1 and <= 1000, nameof(MostInBatch), "1 to 1000");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
