namespace Recsys.Synthetic;

/// <summary>How large a synthetic shop is.</summary>
public sealed record SyntheticShape
{
    /// <summary>Products, 100–20,000,000; Ali-CCP has 5,142,585.</summary>
    public int Products { get; init; } = 5_142_585;

    /// <summary>Customers with a history, 1–20,000,000; Ali-CCP has 615,599.</summary>
    public int Customers { get; init; } = 615_599;

    /// <summary>Seed of everything drawn: the same shape and seed give the same shop.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Refuses a shape out of bounds.</summary>
    /// <exception cref="ArgumentException">Names the field and its bounds.</exception>
    public SyntheticShape Checked()
    {
        if (Products is < 100 or > 20_000_000)
            throw new ArgumentException("The number of products is 100 to 20000000.", nameof(Products));
        if (Customers is < 1 or > 20_000_000)
            throw new ArgumentException("The number of customers is 1 to 20000000.", nameof(Customers));
        return this;
    }
}
