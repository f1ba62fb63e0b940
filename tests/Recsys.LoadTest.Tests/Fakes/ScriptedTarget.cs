namespace Recsys.LoadTest.Tests.Fakes;

/// <summary>Answers by a script: the number of the request, from 0, gives its service time and its reply.</summary>
internal sealed class ScriptedTarget(
    VirtualClock clock, Func<int, (long ServiceNs, LoadReply Reply)> script) : ILoadTarget
{
    public List<LoadRequest> Sent { get; } = [];

    public ValueTask<LoadReply> SendAsync(LoadRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var (serviceNs, reply) = script(Sent.Count);
        Sent.Add(request);
        clock.Pass(serviceNs);
        return ValueTask.FromResult(reply);
    }
}
