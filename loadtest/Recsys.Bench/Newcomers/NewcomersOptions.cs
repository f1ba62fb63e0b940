namespace Recsys.Bench.Newcomers;

/// <summary>What the measurement of new products does.</summary>
public sealed record NewcomersOptions
{
    /// <summary>Folder of the store, which is copied.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Folder of the model repository; its current version is served.</summary>
    public required string ModelsFolder { get; init; }

    /// <summary>Products made one by one, 10–100,000.</summary>
    public int Products { get; init; } = 300;

    /// <summary>Products imported in one stream, 1,000–1,000,000; whole thousands.</summary>
    public int Imported { get; init; } = 100_000;

    /// <summary>Length in seconds of the phase in which recommendations are measured alone, 1–600.</summary>
    public double Seconds { get; init; } = 5;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentException">One is out of range; the message names it.</exception>
    public void Validate()
    {
        Require(Products is >= 10 and <= 100_000, nameof(Products), "10 to 100000");
        Require(Imported is >= 1_000 and <= 1_000_000 && Imported % 1_000 == 0, nameof(Imported),
            "1000 to 1000000, in whole thousands");
        Require(Seconds is >= 1 and <= 600, nameof(Seconds), "1 to 600");
    }

    private static void Require(bool holds, string option, string range)
    {
        if (!holds) throw new ArgumentException($"{option} must be from {range}.", option);
    }
}
