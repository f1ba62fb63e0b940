using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Popularity;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Als;

/// <summary>
/// Implicit alternating least squares: the customer's vector is solved for from the history as it is now, so that every
/// interaction counts at once and new customers have one, too; scores are its inner products with the products'
/// vectors, times the recent share to a power, as <see cref="ItemToItem.ItemToItemSource"/> has it.
/// </summary>
public sealed class AlsSource : ICandidateSource
{
    private readonly FactorModel _model;
    private readonly ModelRows _rows;
    private readonly States _states;

    /// <summary>Makes the source of a version's parts.</summary>
    /// <param name="model">The vectors, by model row.</param>
    /// <param name="popularity">What is popular, by model row.</param>
    /// <param name="rows">Connects model rows to catalogue rows.</param>
    public AlsSource(FactorModel model, PopularityTable popularity, ModelRows rows)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(popularity);
        (_model, _rows) = (model, rows);
        float power = (float)model.Settings.Weighting.SharePower;
        float[] factors = power == 0
            ? []
            : Array.ConvertAll(popularity.RecentShares, share => MathF.Pow(share, power));
        _states = new States(model, FactorScan.Code(model), factors, rows);
    }

    /// <summary>Its name.</summary>
    public static string SourceName => "als";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public bool AppliesTo(RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return !context.User.IsEmpty;
    }

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return 0;
        var state = _states.Of(context);
        return state.Known ? state.Take(context, _rows, found, scores[..found.Length]) : 0;
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return false;
        var state = _states.Of(context);
        if (!state.Known) return false;
        for (int i = 0; i < rows.Length; i++)
        {
            int place = _model.PlaceOf(_rows.ToModel(rows[i]));
            scores[i] = place < 0 ? float.NaN : state.ScoreOf(place);
        }
        return true;
    }

    private sealed class States(FactorModel model, CodedVectors? coded, float[] factors, ModelRows rows)
        : RequestStates<AlsState>
    {
        protected override AlsState Make() => new(model, coded, factors);

        protected override void Fill(AlsState state, RecommendationContext context) => state.Fill(context, rows);
    }
}
