namespace Recsys.Bench.Features;

/// <summary>One way of reading the features of many products.</summary>
internal interface IFeatureReader : IDisposable
{
    /// <summary>What it reads from, for the report.</summary>
    string Name { get; }

    /// <summary>Reads the features of some products into memory of its own.</summary>
    /// <returns>A number that depends on every value read, so that nothing can be left out.</returns>
    int Read(ReadOnlySpan<int> products);
}
