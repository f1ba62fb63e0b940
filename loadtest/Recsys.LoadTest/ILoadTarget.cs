using Recsys.LoadTest.Running;

namespace Recsys.LoadTest;

/// <summary>Where the load goes.</summary>
public interface ILoadTarget
{
    /// <summary>
    /// Begins one call and returns without waiting for its end. The call ends with exactly one
    /// <see cref="LoadCall.End"/>, on any thread and possibly before this returns; failures of the call are replies,
    /// not exceptions. A target sees to it that every call ends by its deadline.
    /// </summary>
    /// <param name="call">The call; its message may be used until it ends.</param>
    void Begin(LoadCall call);
}
