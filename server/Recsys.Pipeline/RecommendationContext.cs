using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;

namespace Recsys.Pipeline;

/// <summary>
/// What every stage of one request sees, and what its parts share (<see cref="RequestStates{T}"/>). The pipeline
/// disposes it when the run ends.
/// </summary>
public sealed class RecommendationContext : IDisposable
{
    private RequestState? _states;
    private bool _disposed;
    private uint _failed;
    private RowScreen? _screen;

    /// <summary>The request.</summary>
    public required RecommendationRequest Request { get; init; }

    /// <summary>The snapshot leased for this request; never another one.</summary>
    public required PipelineSnapshot Snapshot { get; init; }

    /// <summary>Live state of all products.</summary>
    public required ProductColumns Products { get; init; }

    /// <summary>
    /// The customer's stored history with the request's session events applied; empty for a newcomer.
    /// </summary>
    public required UserHistory User { get; init; }

    /// <summary>Country to ship to: the request's, else the customer's, else empty.</summary>
    public required string Country { get; init; }

    /// <summary>The pipeline's filters; those that every page wants unless others are given.</summary>
    public IReadOnlyList<ICandidateFilter> Filters { get; init; } = StandardFilters.All;

    /// <summary>Name of the pipeline that runs, for metrics.</summary>
    public string Pipeline { get; init; } = "";

    /// <summary>
    /// Asks <see cref="Filters"/> which rows may be shown, before they take a place among what a source finds.
    /// </summary>
    public RowScreen Screen => _screen ??= new RowScreen(this, Filters, Pipeline);

    /// <summary>Time of the request in milliseconds since 1970-01-01 UTC.</summary>
    public long NowMs => Request.NowMs;

    /// <summary>Whether a source of the pipeline failed in this request: it is not to be asked again.</summary>
    /// <param name="source">Its number.</param>
    public bool HasFailed(int source) => (_failed & 1u << source) != 0;

    /// <summary>Notes that a source of the pipeline failed.</summary>
    /// <param name="source">Its number.</param>
    public void NoteFailure(int source) => _failed |= 1u << source;

    /// <summary>Gives back what the parts of the request shared.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (_states is { } state)
        {
            var owner = state.Owner!;
            _states = state.Next;
            (state.Owner, state.Next) = (null, null);
            owner.TakeBack(state);
        }
    }

    internal RequestState? Find(IRequestStateOwner owner)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        // A pipeline has one or two kinds.
        for (var state = _states; state is not null; state = state.Next)
            if (state.Owner == owner) return state;
        return null;
    }

    internal void Keep(IRequestStateOwner owner, RequestState state)
    {
        (state.Owner, state.Next) = (owner, _states);
        _states = state;
    }
}
