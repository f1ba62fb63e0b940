namespace Recsys.Training.Import;

/// <summary>What an import wrote to a store.</summary>
public sealed record StoreImportReport
{
    /// <summary>What became of the files' rows.</summary>
    public required ImportReport Rows { get; init; }

    /// <summary>Interactions written.</summary>
    public required long Written { get; init; }

    /// <summary>Interactions the store had already, as when a file is imported again.</summary>
    public required long Duplicates { get; init; }

    /// <summary>
    /// Records the store did not take, by reason; accepted rows among them count in <see cref="Rows"/> all the same.
    /// </summary>
    public required IReadOnlyDictionary<string, long> Refused { get; init; }

    /// <summary>Products made or changed.</summary>
    public required long Products { get; init; }

    /// <summary>Customers made or changed.</summary>
    public required long Customers { get; init; }

    /// <summary>From the first byte read to the last record durable.</summary>
    public required TimeSpan Duration { get; init; }
}
