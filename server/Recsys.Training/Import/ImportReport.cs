namespace Recsys.Training.Import;

/// <summary>What became of the rows of an import: <see cref="Rows"/> = accepted + dropped + rejected.</summary>
public sealed record ImportReport
{
    /// <summary>Rule's name of rows that are held out, in <see cref="Dropped"/>.</summary>
    public const string HeldOut = "held out";

    /// <summary>Rows read.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows handed to the sink.</summary>
    public required long Accepted { get; init; }

    /// <summary>Good rows that a rule left out, by the rule's name.</summary>
    public required IReadOnlyDictionary<string, long> Dropped { get; init; }

    /// <summary>Bad rows by reason.</summary>
    public required IReadOnlyDictionary<string, long> Rejected { get; init; }

    /// <summary>The first bad rows.</summary>
    public required IReadOnlyList<RejectedRow> FirstRejects { get; init; }

    /// <summary>Customers named by interactions.</summary>
    public required int Customers { get; init; }

    /// <summary>Products named by interactions.</summary>
    public required int Products { get; init; }

    /// <summary>Uncompressed bytes read.</summary>
    public required long ContentBytes { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Uncompressed content per second, in 10^6 bytes.</summary>
    public double MegabytesPerSecond => Duration > TimeSpan.Zero ? ContentBytes / 1e6 / Duration.TotalSeconds : 0;

    /// <summary>
    /// Why a file ended before its end, in one line; null when all were whole. What came before it was taken.
    /// </summary>
    public string? Damage { get; init; }

    /// <summary>
    /// Things worth knowing that were decided by looking at the files, such as the columns taken without a mapping.
    /// </summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
