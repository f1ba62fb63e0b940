using Recsys.Pipeline;

namespace Recsys.Snapshots;

/// <summary>
/// What a source sums up of a request, by row: summed once, read by what it retrieves and by what it says of products
/// that others found.
/// </summary>
/// <param name="sum">Fills the empty sums of a request.</param>
internal sealed class RequestSums(Action<RecommendationContext, SparseScores> sum)
    : RequestStates<RequestSums.State>
{
    /// <summary>The sums of a request.</summary>
    public new SparseScores Of(RecommendationContext context) => base.Of(context).Sums;

    /// <inheritdoc/>
    protected override State Make() => new();

    /// <inheritdoc/>
    protected override void Fill(State state, RecommendationContext context)
    {
        state.Sums.Clear();
        sum(context, state.Sums);
    }

    /// <summary>Sums of one request.</summary>
    internal sealed class State : RequestState
    {
        public SparseScores Sums { get; } = new();
    }
}
