namespace Recsys.VectorIndex;

/// <summary>What one search needs while it runs.</summary>
internal sealed class SearchScratch
{
    /// <summary>The query in codes.</summary>
    public CodedQuery Query { get; } = new();

    /// <summary>The nearest lists.</summary>
    public BestRows Lists { get; } = new();

    /// <summary>The nearest products.</summary>
    public BestRows Products { get; } = new();
}
