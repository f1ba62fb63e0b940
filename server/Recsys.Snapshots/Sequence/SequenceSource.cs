using Recsys.Models.Fused;
using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Sequence;

/// <summary>
/// What comes next after a customer's latest products, the current session's included, by the sequential model. Scores
/// are the softmax over all products of the model.
/// </summary>
/// <param name="model">The model, by model row.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class SequenceSource(FusedSequence model, ModelRows rows) : ICandidateSource
{
    private readonly States _states = new(model, rows);

    /// <summary>Its name.</summary>
    public static string SourceName => "sequence";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public bool AppliesTo(RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.User.Events.Count > 0;
    }

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return 0;
        var state = _states.Of(context);
        return state.Known ? state.Take(context, rows, found, scores[..found.Length]) : 0;
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return false;
        var state = _states.Of(context);
        if (!state.Known) return false;
        var chances = state.Chances;
        for (int i = 0; i < found.Length; i++)
        {
            int product = rows.ToModel(found[i]);
            scores[i] = (uint)product < (uint)chances.Length ? chances[product] : float.NaN;
        }
        return true;
    }

    private sealed class States(FusedSequence model, ModelRows rows) : RequestStates<SequenceState>
    {
        protected override SequenceState Make() => new(model);

        protected override void Fill(SequenceState state, RecommendationContext context) =>
            state.Fill(context.User, rows);
    }
}
