namespace Recsys.Training.Evaluation;

/// <summary>What rankers reached for some of the customers, or of some of the products.</summary>
public sealed record SliceReport
{
    /// <summary>
    /// What is told apart: <c>customer</c>, <c>history</c>, <c>last_visit</c>, <c>country</c>, <c>product_age</c>,
    /// <c>product_popularity</c>.
    /// </summary>
    public required string Dimension { get; init; }

    /// <summary>What these have in common.</summary>
    public required string Name { get; init; }

    /// <summary>Customers; of a slice of products, those who have any of them to find.</summary>
    public required int Customers { get; init; }

    /// <summary>Products to find, over customers; of a slice of products, of those alone.</summary>
    public required long ProductsToFind { get; init; }

    /// <summary>The cut-off.</summary>
    public required int K { get; init; }

    /// <summary>What each ranker reached.</summary>
    public required IReadOnlyList<SliceRankerReport> Rankers { get; init; }
}
