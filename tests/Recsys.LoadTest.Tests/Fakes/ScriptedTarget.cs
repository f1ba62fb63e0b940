using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Running;

namespace Recsys.LoadTest.Tests.Fakes;

/// <summary>
/// A server in virtual time with some workers and a queue: the place of a call in the order of arrival, from 0, gives
/// its service time and its reply. Without workers every call is served at once.
/// </summary>
internal sealed class ScriptedTarget(
    VirtualClock clock, Func<int, (long ServiceNs, LoadReply Reply)> script, int? workers = null) : ILoadTarget
{
    private readonly PriorityQueue<int, long> _free = new(
        Enumerable.Range(0, workers ?? 0).Select(worker => (worker, 0L)));

    /// <summary>What arrived: when, and what it was.</summary>
    public List<(long AtNs, LoadMethod Method, long Number, byte[] Message, bool WithTiming)> Arrived { get; } = [];

    public int UnderWay { get; private set; }

    public int MostUnderWay { get; private set; }

    public void Begin(LoadCall call)
    {
        var (serviceNs, reply) = script(Arrived.Count);
        Arrived.Add((clock.NowNs, call.Method, call.Number, call.Message.ToArray(), call.WithTiming));
        MostUnderWay = Math.Max(MostUnderWay, ++UnderWay);
        long startNs = clock.NowNs;
        if (workers is not null)
        {
            _free.TryDequeue(out int worker, out long freeNs);
            startNs = Math.Max(startNs, freeNs);
            _free.Enqueue(worker, startNs + serviceNs);
        }
        clock.Plan(startNs + serviceNs, () =>
        {
            UnderWay--;
            call.End(reply);
        });
    }
}
