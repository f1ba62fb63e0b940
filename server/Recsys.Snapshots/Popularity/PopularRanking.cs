namespace Recsys.Snapshots.Popularity;

/// <summary>
/// Products of a country in the order in which they are shown: those that sell most, a trending one after every third,
/// each once; what sells in all countries follows. A product's score falls with its place as sales do, and is the same
/// whoever asks. Immutable.
/// </summary>
internal sealed class PopularRanking
{
    private const int TrendingEvery = 4;
    private readonly List<int> _rows = [];
    private readonly Dictionary<int, int> _places = [];

    private PopularRanking()
    {
    }

    /// <summary>Model rows, best first.</summary>
    public IReadOnlyList<int> Rows => _rows;

    /// <summary>Makes a ranking.</summary>
    /// <param name="first">Rows that come first, most popular first.</param>
    /// <param name="table">What is trending, and popular in all countries.</param>
    public static PopularRanking Of(ReadOnlySpan<int> first, PopularityTable table)
    {
        var made = new PopularRanking();
        int trending = 0;
        foreach (int row in first)
        {
            if (made._rows.Count % TrendingEvery == TrendingEvery - 1 && trending < table.Trending.Length)
                made.Add(table.Trending[trending++]);
            made.Add(row);
        }
        foreach (int row in table.Popular) made.Add(row);
        return made;
    }

    /// <summary>Score of a place: 1 for the first, 1/√2 for the second.</summary>
    public static float ScoreAt(int place) => 1 / MathF.Sqrt(1 + place);

    /// <summary>Score of a row; 0 for one that is not listed.</summary>
    public float ScoreOf(int row) => _places.TryGetValue(row, out int place) ? ScoreAt(place) : 0;

    private void Add(int row)
    {
        if (_places.TryAdd(row, _rows.Count)) _rows.Add(row);
    }
}
