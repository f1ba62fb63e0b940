namespace Recsys.Bench.Starts;

/// <summary>What the measurement of starts does.</summary>
public sealed record StartOptions
{
    /// <summary>Folder of the store, which is copied.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the model repository; its current version is served.</summary>
    public required string ModelsFolder { get; init; }

    /// <summary>Settings to start with, in turn; at least one.</summary>
    public IReadOnlyList<StartVariant> Variants { get; init; } = [StartVariant.Parse("default")];

    /// <summary>Starts with each, 1–100.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Calls one after the other behind each start, 20–1,000,000.</summary>
    public int Calls { get; init; } = 1_000;

    /// <summary>Seconds of several calls at once behind them, 0–600.</summary>
    public double LoadSeconds { get; init; } = 3;

    /// <summary>Calls at once then, 1–64.</summary>
    public int InFlight { get; init; } = 2;

    /// <summary>Further options of `serve`.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Variants.Count is >= 1 and <= 32, nameof(Variants), "1 to 32");
        Require(Rounds is >= 1 and <= 100, nameof(Rounds), "1 to 100");
        Require(Calls is >= 20 and <= 1_000_000, nameof(Calls), "20 to 1000000");
        Require(LoadSeconds is >= 0 and <= 600, nameof(LoadSeconds), "0 to 600");
        Require(InFlight is >= 1 and <= 64, nameof(InFlight), "1 to 64");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
