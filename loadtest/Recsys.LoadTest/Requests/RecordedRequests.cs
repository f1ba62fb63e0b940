using Recsys.LoadTest.Arrivals;
using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Requests;

/// <summary>The requests of a recording, at their times.</summary>
/// <param name="recording">The recording.</param>
/// <param name="speed">How many times faster they go.</param>
internal sealed class RecordedRequests(RequestRecording recording, double speed) : IRequestSource, IArrivals
{
    private int _next;

    public LoadMethod MethodOf(long number) => recording[(int)(number % recording.Count)].Method;

    public void Fill(LoadCall call, long number)
    {
        var (_, method, message) = recording[(int)(number % recording.Count)];
        (call.Method, call.Buffer, call.Length) = (method, message, message.Length);
    }

    public bool TryNextNs(out long dueNs)
    {
        bool more = _next < recording.Count;
        dueNs = more ? (long)(recording[_next++].AtNs / speed) : 0;
        return more;
    }
}
