namespace Recsys.Synthetic;

/// <summary>How large a synthetic shop is, and what its model is.</summary>
public sealed record SyntheticShape
{
    /// <summary>Products, 100–20,000,000; Ali-CCP has 5,142,585.</summary>
    public int Products { get; init; } = 5_142_585;

    /// <summary>Customers with a history, 1–20,000,000; Ali-CCP has 615,599.</summary>
    public int Customers { get; init; } = 615_599;

    /// <summary>Seed of everything drawn: the same shape and seed give the same shop.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Size of the towers' vectors, 16–256 in steps of 16.</summary>
    public int Dimension { get; init; } = 64;

    /// <summary>Shape of the ranker.</summary>
    public SyntheticRanker Ranker { get; init; } = SyntheticRanker.Reference;

    /// <summary>
    /// A name for a folder that tells shops apart: equal shapes have equal names. For example
    /// <c>p5142585-c615599-d64-reference-s1</c>.
    /// </summary>
    public string Name => FormattableString.Invariant(
        $"p{Products}-c{Customers}-d{Dimension}-{Ranker.ToString().ToLowerInvariant()}-s{Seed}");

    /// <summary>Refuses a shape out of bounds.</summary>
    /// <exception cref="ArgumentException">Names the field and its bounds.</exception>
    public SyntheticShape Checked()
    {
        if (Products is < 100 or > 20_000_000)
            throw new ArgumentException("The number of products is 100 to 20000000.", nameof(Products));
        if (Customers is < 1 or > 20_000_000)
            throw new ArgumentException("The number of customers is 1 to 20000000.", nameof(Customers));
        if (Dimension is < 16 or > 256 || Dimension % 16 != 0)
            throw new ArgumentException("The dimension is 16 to 256 in steps of 16.", nameof(Dimension));
        if (!Enum.IsDefined(Ranker))
            throw new ArgumentException("The ranker is reference or standard.", nameof(Ranker));
        return this;
    }
}
