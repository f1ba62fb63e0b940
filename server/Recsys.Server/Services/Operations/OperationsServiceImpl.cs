using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Services.Validation;

namespace Recsys.Server.Services.Operations;

/// <summary>The contract's OperationsService: what the server does and holds, and what was held out.</summary>
internal sealed class OperationsServiceImpl(
    StatusReader reader, WatchRoom watchers, HeldOutService heldOut, TimeProvider time)
    : V1.OperationsService.OperationsServiceBase
{
    private const int DefaultIntervalMs = 1000, LeastIntervalMs = 100, MostIntervalMs = 60_000;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public override Task<V1.GetServerStatusResponse> GetServerStatus(
        V1.GetServerStatusRequest request, ServerCallContext context) =>
        Task.FromResult(new V1.GetServerStatusResponse { Status = reader.Read() });

    public override async Task WatchServerStatus(
        V1.WatchServerStatusRequest request, IServerStreamWriter<V1.WatchServerStatusResponse> responseStream,
        ServerCallContext context)
    {
        var violations = new Violations();
        if (request.IntervalMs != 0)
            violations.Range("interval_ms", request.IntervalMs, LeastIntervalMs, MostIntervalMs);
        violations.ThrowIfAny();
        int intervalMs = request.IntervalMs == 0 ? DefaultIntervalMs : request.IntervalMs;
        if (!watchers.TryEnter())
        {
            throw RpcErrors.Unavailable(
                V1.ErrorReasons.Overloaded, $"The server's status has {WatchRoom.Most} watchers, and takes no more.",
                RetryDelay);
        }
        try
        {
            await WatchAsync(TimeSpan.FromMilliseconds(intervalMs), responseStream, context.CancellationToken);
        }
        finally
        {
            watchers.Leave();
        }
    }

    public override Task<V1.ListHeldOutCustomersResponse> ListHeldOutCustomers(
        V1.ListHeldOutCustomersRequest request, ServerCallContext context) => Task.FromResult(heldOut.List(request));

    public override Task<V1.GetHeldOutInteractionsResponse> GetHeldOutInteractions(
        V1.GetHeldOutInteractionsRequest request, ServerCallContext context) => Task.FromResult(heldOut.Get(request));

    private async Task WatchAsync(
        TimeSpan interval, IServerStreamWriter<V1.WatchServerStatusResponse> to, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, watchers.Stopping);
        using var timer = new PeriodicTimer(interval, time);
        try
        {
            do
            {
                var status = new V1.WatchServerStatusResponse { Status = reader.ReadShared() };
                // A write that is cancelled ends the call without a word; one that is only left does not.
                await to.WriteAsync(status, CancellationToken.None).WaitAsync(either.Token);
            }
            while (await timer.WaitForNextTickAsync(either.Token));
        }
        catch (OperationCanceledException) when (watchers.Stopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(
                V1.ErrorReasons.ServerStopping, "The server is stopping; watch again on a new connection.", RetryDelay);
        }
    }
}
