namespace Recsys.Snapshots.Popularity;

/// <summary>What is popular at the end of the training data, by model row. Immutable.</summary>
public sealed class PopularityTable
{
    /// <summary>Most rows of one list.</summary>
    public const int MaxListLength = 2_000;

    /// <summary>Most countries with a list of their own.</summary>
    public const int MaxCountries = 256;

    private const float Smoothing = 5;
    private readonly Dictionary<string, int[]> _byCountry;

    /// <summary>Makes a table of columns, which are kept, not copied.</summary>
    /// <param name="recent">Interactions by row, each weighted by interest and halved for every half-life of its
    /// age.</param>
    /// <param name="total">Interactions by row weighted by interest alone.</param>
    /// <param name="popular">Rows by recent interactions, most first.</param>
    /// <param name="trending">Rows whose interactions grow fastest, fastest first.</param>
    /// <param name="byCountry">Rows by recent interactions from one country, by the country's name.</param>
    public PopularityTable(
        float[] recent, float[] total, int[] popular, int[] trending, IReadOnlyDictionary<string, int[]> byCountry)
    {
        ArgumentNullException.ThrowIfNull(recent);
        ArgumentNullException.ThrowIfNull(total);
        ArgumentNullException.ThrowIfNull(popular);
        ArgumentNullException.ThrowIfNull(trending);
        ArgumentNullException.ThrowIfNull(byCountry);
        if (recent.Length != total.Length) throw new ArgumentException("One total per product.", nameof(total));
        (Recent, Total, Popular, Trending) = (recent, total, popular, trending);
        _byCountry = new Dictionary<string, int[]>(byCountry, StringComparer.OrdinalIgnoreCase);
        RecentShares = new float[recent.Length];
        ToShares(recent, total, RecentShares);
    }

    private PopularityTable(
        float[] recentShares, int[] popular, int[] trending, IReadOnlyDictionary<string, int[]> byCountry)
    {
        (RecentShares, Popular, Trending) = (recentShares, popular, trending);
        _byCountry = new Dictionary<string, int[]>(byCountry, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Products.</summary>
    public int Count => RecentShares.Length;

    /// <summary>Interactions by row, decayed; empty for a table read from its file, of which only shares are
    /// kept.</summary>
    public float[] Recent { get; } = [];

    /// <summary>Interactions by row, ever; empty in the same way.</summary>
    public float[] Total { get; } = [];

    /// <summary>
    /// How much of a product's interest is of now: recent / (total + 5), in [0, 1). It turns a score of taste into one
    /// of taste now.
    /// </summary>
    public float[] RecentShares { get; }

    /// <summary>Rows by recent interactions, most first; at most <see cref="MaxListLength"/>.</summary>
    public int[] Popular { get; }

    /// <summary>Rows whose interactions grow fastest, fastest first; at most <see cref="MaxListLength"/>.</summary>
    public int[] Trending { get; }

    /// <summary>Countries with a list of their own.</summary>
    public IReadOnlyCollection<string> Countries => _byCountry.Keys;

    /// <summary>Rows by recent interactions from a country, most first; empty for one that has no list.</summary>
    public ReadOnlySpan<int> PopularIn(string country) =>
        _byCountry.TryGetValue(country, out int[]? rows) ? rows : default;

    /// <summary>Makes a table of what serving reads.</summary>
    internal static PopularityTable OfShares(
        float[] recentShares, int[] popular, int[] trending, IReadOnlyDictionary<string, int[]> byCountry) =>
        new(recentShares, popular, trending, byCountry);

    /// <summary>Shares of recent interactions.</summary>
    internal static void ToShares(ReadOnlySpan<float> recent, ReadOnlySpan<float> total, Span<float> shares)
    {
        for (int row = 0; row < recent.Length; row++) shares[row] = recent[row] / (total[row] + Smoothing);
    }
}
