using System.Collections.Concurrent;
using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Popularity;

/// <summary>
/// What sells now, in the customer's country first, a trending product after every third popular one: for newcomers all
/// there is, for others a way to what everybody is buying. Its score falls from 1 with the position.
/// </summary>
/// <param name="table">What is popular, by model row.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class PopularSource(PopularityTable table, ModelRows rows) : ICandidateSource
{
    private const int MinCountryList = 50;
    private const string Everywhere = "";

    // Made when a country is first asked for; there are no more than countries with a list.
    private readonly ConcurrentDictionary<string, PopularRanking> _rankings = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string Name => "popular";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ranked = RankingFor(context.Country).Rows;
        int count = 0;
        for (int place = 0; place < ranked.Count && count < found.Length; place++)
        {
            int row = rows.ToCatalogue(ranked[place]);
            if (row < 0 || !context.Screen.Allows(row)) continue;
            found[count] = row;
            scores[count++] = PopularRanking.ScoreAt(place);
        }
        return count;
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ranking = RankingFor(context.Country);
        for (int i = 0; i < found.Length; i++)
        {
            int row = rows.ToModel(found[i]);
            scores[i] = row < 0 ? float.NaN : ranking.ScoreOf(row);
        }
        return true;
    }

    // A country that hardly buys says little about what sells there.
    private PopularRanking RankingFor(string country)
    {
        bool own = table.PopularIn(country).Length >= MinCountryList;
        return _rankings.GetOrAdd(
            own ? country : Everywhere,
            static (key, table) => PopularRanking.Of(key.Length == 0 ? table.Popular : table.PopularIn(key), table),
            table);
    }
}
