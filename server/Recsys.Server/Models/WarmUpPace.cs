using System.Runtime;

namespace Recsys.Server.Models;

/// <summary>
/// How long to go on warming up: a few rounds at least, then until the runtime has compiled nothing for a while, which
/// is when hot methods have their final code, and never longer than a limit.
/// </summary>
/// <param name="most">The limit.</param>
/// <param name="compiled">How many methods were compiled so far, each version of one counted.</param>
/// <param name="time">Measures the limit and the silence.</param>
internal sealed class WarmUpPace(TimeSpan most, Func<long> compiled, TimeProvider time)
{
    /// <summary>Rounds there always are.</summary>
    public const int FewestRounds = 4;

    // The runtime begins to count a method's calls when it has compiled no new one for 100 ms, and compiles it anew
    // behind the 30th, at first to learn how it is used and then once more.
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(250);

    private readonly long _began = time.GetTimestamp();
    private long _methods = compiled();
    private long _since = time.GetTimestamp();

    /// <summary>A pace of this process's own compiler.</summary>
    public static WarmUpPace Of(TimeSpan most) =>
        new(most, () => JitInfo.GetCompiledMethodCount(), TimeProvider.System);

    /// <summary>Rounds begun.</summary>
    public int Rounds { get; private set; }

    /// <summary>Whether to make one more round.</summary>
    public bool Next()
    {
        if (compiled() is var now && now != _methods) (_methods, _since) = (now, time.GetTimestamp());
        bool goesOn = Rounds < FewestRounds
            || (time.GetElapsedTime(_began) < most && time.GetElapsedTime(_since) < Silence);
        if (goesOn) Rounds++;
        return goesOn;
    }
}
