namespace Recsys.LoadTest;

/// <summary>Where a load test was made: what belongs beside its figures. Null is what was not told.</summary>
public sealed record LoadEnvironment
{
    /// <summary>Model of the generator's processor.</summary>
    public string? GeneratorProcessor { get; init; }

    /// <summary>Processors of the generator's machine.</summary>
    public int GeneratorProcessorCount { get; init; }

    /// <summary>Operating system of the generator's machine.</summary>
    public string? GeneratorSystem { get; init; }

    /// <summary>The generator's runtime.</summary>
    public string? GeneratorRuntime { get; init; }

    /// <summary>Version of the server.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>Processors of the server's machine.</summary>
    public int? ServerProcessorCount { get; init; }

    /// <summary>Resident memory of the server at the end, in bytes.</summary>
    public long? ServerResidentBytes { get; init; }

    /// <summary>Version of the live model.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Products of the server's catalogue.</summary>
    public long? ProductCount { get; init; }

    /// <summary>Products that its vector index finds.</summary>
    public long? IndexedProductCount { get; init; }

    /// <summary>Customer records of the server.</summary>
    public long? CustomerCount { get; init; }

    /// <summary>Recall of the index as the server samples it, in [0, 1].</summary>
    public double? IndexRecall { get; init; }
}
