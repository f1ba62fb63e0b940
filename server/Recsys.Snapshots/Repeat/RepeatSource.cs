using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Repeat;

/// <summary>
/// What the customer will buy again: the own products by the chance of it within the horizon (<see
/// cref="RepeatModel"/>), from how often, how lately, at which interval and how many of each were bought. Asked only
/// where bought products are wanted.
/// </summary>
/// <param name="model">The fitted chances.</param>
/// <param name="rows">Connects model rows to catalogue rows.</param>
public sealed class RepeatSource(RepeatModel model, ModelRows rows) : ICandidateSource
{
    private readonly States _states = new(model, rows);

    /// <summary>Its name.</summary>
    public static string SourceName => "repeat";

    /// <inheritdoc/>
    public string Name => SourceName;

    /// <inheritdoc/>
    public bool AppliesTo(RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return !context.Request.ExcludePurchased && !context.User.IsEmpty;
    }

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        return AppliesTo(context) ? _states.Of(context).Best.TakeBest(found, scores, context.Screen) : 0;
    }

    /// <inheritdoc/>
    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> found, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!AppliesTo(context)) return false;
        var own = _states.Of(context);
        for (int i = 0; i < found.Length; i++) scores[i] = own.Of(found[i]);
        return true;
    }

    private sealed class States(RepeatModel model, ModelRows rows) : RequestStates<RepeatScores>
    {
        protected override RepeatScores Make() => new();

        protected override void Fill(RepeatScores state, RecommendationContext context) =>
            state.Fill(model, rows, context);
    }
}
