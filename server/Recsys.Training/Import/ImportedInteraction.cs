using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Import;

/// <summary>
/// One accepted row, good until the sink returns. Customer, product and country are numbers in the <see
/// cref="ImportCatalogue"/>; texts are UTF-8.
/// </summary>
public readonly ref struct ImportedInteraction
{
    /// <summary>Number of the row in its file, from 1, rows that were left out counted too.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The customer, or −1 for an anonymous session.</summary>
    public required int Customer { get; init; }

    /// <summary>The product.</summary>
    public required int Product { get; init; }

    /// <summary>The country, or −1 when not given.</summary>
    public required int Country { get; init; }

    /// <summary>What was done.</summary>
    public required InteractionType Type { get; init; }

    /// <summary>When, in milliseconds since 1970-01-01 UTC; 0 where the file has no times.</summary>
    public required long TimeMs { get; init; }

    /// <summary>Price of one unit; finite, 0 when not given.</summary>
    public float Price { get; init; }

    /// <summary>Rating or other strength; finite, 0 when not given.</summary>
    public float Value { get; init; }

    /// <summary>Units; 0 when not given.</summary>
    public int Quantity { get; init; }

    /// <summary>Time spent in milliseconds; 0 when not given.</summary>
    public int DwellMs { get; init; }

    /// <summary>The session, or empty.</summary>
    public ReadOnlySpan<byte> Session { get; init; }

    /// <summary>The file's own id of the interaction, or empty.</summary>
    public ReadOnlySpan<byte> Id { get; init; }
}
