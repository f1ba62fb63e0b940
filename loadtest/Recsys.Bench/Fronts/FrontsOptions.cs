namespace Recsys.Bench.Fronts;

/// <summary>What the measurement of the fronts does.</summary>
public sealed record FrontsOptions
{
    /// <summary>Folder of the store, which is copied.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the model repository; its current version is served.</summary>
    public required string ModelsFolder { get; init; }

    /// <summary>Calls under way at any time, 1–256.</summary>
    public int InFlight { get; init; } = 16;

    /// <summary>Seconds for each call by each way in each round, 0.1–60.</summary>
    public double Seconds { get; init; } = 0.5;

    /// <summary>Rounds, in each of which every call is made by every way, 1–100.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(InFlight is >= 1 and <= 256, nameof(InFlight), "1 to 256");
        Require(Seconds is >= 0.1 and <= 60, nameof(Seconds), "0.1 to 60");
        Require(Rounds is >= 1 and <= 100, nameof(Rounds), "1 to 100");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
