namespace Recsys.Pipeline;

/// <summary>
/// What several parts of a pipeline compute once and share within one request. It is lent by a
/// <see cref="RequestStates{T}"/> and kept by the request's <see cref="RecommendationContext"/> until the run ends.
/// </summary>
public abstract class RequestState
{
    /// <summary>Who lent it, while it is lent.</summary>
    internal IRequestStateOwner? Owner { get; set; }

    /// <summary>The next state of the same request.</summary>
    internal RequestState? Next { get; set; }

    /// <summary>
    /// The run ended, well or not: lets go of what belongs to its request. What is kept serves the next one.
    /// </summary>
    protected internal virtual void End()
    {
    }
}
