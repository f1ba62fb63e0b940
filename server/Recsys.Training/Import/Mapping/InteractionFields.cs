using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Import.Mapping;

/// <summary>Which columns make an interaction; null where the file has none.</summary>
public sealed record InteractionFields
{
    /// <summary>Type of every row, when the file is of one type.</summary>
    public InteractionType? ConstantType { get; init; }

    /// <summary>Column of the type; exactly one of it and <see cref="ConstantType"/> is given.</summary>
    public TypeColumn? Type { get; init; }

    /// <summary>Column of the customer's id; may be missing or empty where <see cref="Session"/> is there.</summary>
    public string? Customer { get; init; }

    /// <summary>Column of the product's id.</summary>
    public required string Product { get; init; }

    /// <summary>Column of the time; without it all interactions have the time 0: their order is not known.</summary>
    public TimeColumn? Time { get; init; }

    /// <summary>Column of the interaction's own id; without it one is made from the row.</summary>
    public string? Id { get; init; }

    /// <summary>Column of the session, visit or invoice.</summary>
    public string? Session { get; init; }

    /// <summary>Column of the number of units.</summary>
    public string? Quantity { get; init; }

    /// <summary>Column of the price of one unit.</summary>
    public string? Price { get; init; }

    /// <summary>Column of the rating or other strength.</summary>
    public string? Value { get; init; }

    /// <summary>Column of the time spent, in milliseconds.</summary>
    public string? DwellMs { get; init; }

    /// <summary>Column of the country.</summary>
    public string? Country { get; init; }
}
