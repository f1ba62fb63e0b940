namespace Recsys.Bench.Ingestion;

/// <summary>What the measurement of ingestion does.</summary>
public sealed record IngestionOptions
{
    /// <summary>Length of each phase in seconds, 1–600.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>Streams that send batches, 1–64.</summary>
    public int Streams { get; init; } = 4;

    /// <summary>Interactions in a batch, 1–10,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>Batches each stream has under way, 1–64.</summary>
    public int BatchesUnderWay { get; init; } = 4;

    /// <summary>Streams that send single interactions, 1–1,024.</summary>
    public int SingleStreams { get; init; } = 64;

    /// <summary>Single interactions each stream has under way in the pipelined phase, 1–1,024.</summary>
    public int SinglesUnderWay { get; init; } = 16;

    /// <summary>Calls of RecommendForUser due each second while it is measured, 1–10,000.</summary>
    public double RecommendRate { get; init; } = 100;

    /// <summary>
    /// Interactions a second in batches at fixed times beside recommendations, 1,000–100,000,000; never more than nine
    /// tenths of the peak.
    /// </summary>
    public int BatchTarget { get; init; } = 150_000;

    /// <summary>The same, one a message, 100–100,000,000.</summary>
    public int SingleTarget { get; init; } = 20_000;

    /// <summary>How often a purchase is followed to the next answer, 10–100,000.</summary>
    public int EffectSamples { get; init; } = 500;

    /// <summary>Seed of customers and products.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Memory of the server's store in MiB, 16–1,048,576.</summary>
    public int MemoryMib { get; init; } = 512;

    /// <summary>Folder of a store to work on a copy of; null makes a catalogue of its own.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Folder of a model repository; null serves no model, and recommendations are not measured.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Seconds is >= 1 and <= 600, nameof(Seconds), "1 to 600");
        Require(Streams is >= 1 and <= 64, nameof(Streams), "1 to 64");
        Require(BatchSize is >= 1 and <= 10_000, nameof(BatchSize), "1 to 10000");
        Require(BatchesUnderWay is >= 1 and <= 64, nameof(BatchesUnderWay), "1 to 64");
        Require(SingleStreams is >= 1 and <= 1024, nameof(SingleStreams), "1 to 1024");
        Require(SinglesUnderWay is >= 1 and <= 1024, nameof(SinglesUnderWay), "1 to 1024");
        Require(RecommendRate is >= 1 and <= 10_000, nameof(RecommendRate), "1 to 10000");
        Require(BatchTarget is >= 1_000 and <= 100_000_000, nameof(BatchTarget), "1000 to 100000000");
        Require(SingleTarget is >= 100 and <= 100_000_000, nameof(SingleTarget), "100 to 100000000");
        Require(EffectSamples is >= 10 and <= 100_000, nameof(EffectSamples), "10 to 100000");
        Require(MemoryMib is >= 16 and <= 1 << 20, nameof(MemoryMib), "16 to 1048576");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
