namespace Recsys.Training.Import.Mapping;

/// <summary>Which columns describe customers. In a file of interactions the latest row of a customer counts.</summary>
public sealed record CustomerFields
{
    /// <summary>Column of the id.</summary>
    public required string Id { get; init; }

    /// <summary>Column of the name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Column of the country.</summary>
    public string? Country { get; init; }

    /// <summary>Columns kept as free attributes, by attribute name.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
