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
    private const int TrendingEvery = 4;
    private const int MinCountryList = 50;
    private readonly RequestScratch<SparseScores> _seen = new(() => new SparseScores());

    /// <inheritdoc/>
    public string Name => "popular";

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        var country = table.PopularIn(context.Country);
        // A country that hardly buys says little about what sells there.
        var first = country.Length >= MinCountryList ? country : table.Popular;
        var seen = _seen.Rent();
        seen.Clear();
        try
        {
            int count = 0, trending = 0;
            for (int i = 0; i < first.Length && count < found.Length; i++)
            {
                if (count % TrendingEvery == TrendingEvery - 1 && trending < table.Trending.Length)
                    Take(context, table.Trending[trending++], seen, found, scores, ref count);
                if (count < found.Length) Take(context, first[i], seen, found, scores, ref count);
            }
            for (int i = 0; i < table.Popular.Length && count < found.Length; i++)
                Take(context, table.Popular[i], seen, found, scores, ref count);
            return count;
        }
        finally
        {
            _seen.Return(seen);
        }
    }

    private void Take(
        RecommendationContext context, int modelRow, SparseScores seen, Span<int> found, Span<float> scores,
        ref int count)
    {
        int before = seen.Count;
        seen.Add(modelRow, 1);
        int row = rows.ToCatalogue(modelRow);
        if (seen.Count == before || row < 0 || !context.Screen.Allows(row)) return;
        found[count] = row;
        scores[count] = 1f / (1 + count);
        count++;
    }
}
