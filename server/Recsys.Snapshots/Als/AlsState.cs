using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Als;

/// <summary>One request's customer, compared with all products once for all who ask.</summary>
/// <param name="model">The model.</param>
/// <param name="coded">Its vectors coded; null compares whole ones.</param>
/// <param name="factors">What the season does to each product's score, by model row; empty for nothing.</param>
internal sealed class AlsState(FactorModel model, CodedVectors? coded, float[] factors) : RequestState
{
    private const int Spare = 32, MostSpare = 1024;
    private readonly WeightedHistory _history = new();
    private readonly FactorHistory _met = new();
    private readonly FactorSolver _solver = new(model.Dimension);
    private readonly FactorScan _scan = new(model, coded, factors);

    /// <summary>Whether the history names a product that has a vector.</summary>
    public bool Known { get; private set; }

    /// <summary>Score of a place; not to be asked where nothing is known.</summary>
    public float ScoreOf(int place) => _scan.ScoreOf(place);

    public void Fill(RecommendationContext context, ModelRows rows)
    {
        _history.Load(context.User, model.Settings.Weighting, context.NowMs, rows.ByCatalogueRow);
        _met.Load(model, _history);
        Known = _met.Places.Length > 0;
        if (!Known) return;
        model.Solve(_met.Places, _met.Weights, _solver, _scan.Vector);
        _scan.Compare();
    }

    /// <summary>Keeps the best of those that may be shown, best first.</summary>
    public int Take(RecommendationContext context, ModelRows rows, Span<int> found, Span<float> scores)
    {
        // What was bought is what is closest to the customer.
        int away = context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
        int spare = Spare + Math.Min(away, MostSpare), kept = 0;
        _scan.Begin();
        while (kept < found.Length)
        {
            var ids = found[kept..];
            var sums = scores[kept..];
            int taken = _scan.Take(ids, sums, spare), known = 0;
            if (taken == 0) break;
            for (int i = 0; i < taken; i++)
            {
                int row = rows.ToCatalogue(ids[i]);
                if (row < 0) continue;
                (ids[known], sums[known]) = (row, sums[i]);
                known++;
            }
            kept += context.Screen.Keep(ids[..known], sums[..known]);
        }
        return kept;
    }
}
