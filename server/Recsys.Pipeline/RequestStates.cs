using System.Collections.Concurrent;

namespace Recsys.Pipeline;

/// <summary>
/// Lends one kind of state to requests: whoever asks first in a request has it filled, all others of that request find
/// it as it is. It goes back when the run ends, whether it succeeds, fails or is given up; steady traffic allocates
/// none, and there are as many as requests ever ran at once. Requests may ask from many threads; the parts of one
/// request ask one after another.
/// </summary>
/// <typeparam name="T">The state.</typeparam>
public abstract class RequestStates<T> : IRequestStateOwner
    where T : RequestState
{
    private readonly ConcurrentQueue<T> _free = new();

    /// <summary>The state of a request, filled at its first use.</summary>
    /// <param name="context">The request; the state is not to be used once it is disposed.</param>
    /// <exception cref="ObjectDisposedException">The request is over.</exception>
    /// <exception cref="Exception">It could not be filled; the next to ask tries again.</exception>
    public T Of(RecommendationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Find(this) is { } known) return (T)known;
        var state = _free.TryDequeue(out var free) ? free : Make();
        try
        {
            Fill(state, context);
        }
        catch
        {
            TakeBack(state);
            throw;
        }
        context.Keep(this, state);
        return state;
    }

    void IRequestStateOwner.TakeBack(RequestState state) => TakeBack((T)state);

    /// <summary>Makes an empty state.</summary>
    protected abstract T Make();

    /// <summary>Fills a state that may have served another request.</summary>
    /// <param name="state">The state.</param>
    /// <param name="context">The request.</param>
    protected abstract void Fill(T state, RecommendationContext context);

    private void TakeBack(T state)
    {
        state.End();
        _free.Enqueue(state);
    }
}
