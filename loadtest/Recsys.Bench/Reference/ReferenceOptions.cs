namespace Recsys.Bench.Reference;

/// <summary>What to compare with the reference architecture.</summary>
public sealed record ReferenceOptions
{
    /// <summary>The shop: a folder with <c>data</c>, <c>models</c> and <c>customers.txt</c>.</summary>
    public required string Shop { get; init; }

    /// <summary>Program and arguments that start the reference's server, the script included.</summary>
    public required IReadOnlyList<string> Launch { get; init; }

    /// <summary>Candidates of each request, 10–10,000.</summary>
    public int Candidates { get; init; } = 500;

    /// <summary>Length of each measurement, 1–600 s.</summary>
    public int Seconds { get; init; } = 20;

    /// <summary>Requests in flight where throughput is measured, 1–64.</summary>
    public int InFlight { get; init; } = 4;

    /// <summary>Customers who are asked for, 1–1,000,000; the shop's first ones.</summary>
    public int Customers { get; init; } = 20_000;

    /// <summary>Refuses options out of range.</summary>
    /// <exception cref="ArgumentException">Names the option and its range.</exception>
    public void Validate()
    {
        Require(Candidates is >= 10 and <= 10_000, "The number of candidates is 10 to 10000.");
        Require(Seconds is >= 1 and <= 600, "A measurement takes 1 to 600 seconds.");
        Require(InFlight is >= 1 and <= 64, "1 to 64 requests are in flight.");
        Require(Customers is >= 1 and <= 1_000_000, "1 to 1000000 customers are asked for.");
        foreach (string part in (string[])["data", "models"])
            Require(
                Directory.Exists(Path.Combine(Shop, part)),
                $"{Shop} has no folder '{part}': name a shop that ./recsys bench shop made.");
        Require(File.Exists(Path.Combine(Shop, "customers.txt")), $"{Shop} has no customers.txt.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
