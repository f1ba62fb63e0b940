using Grpc.Core;

namespace Recsys.Server.Tests.Testing;

/// <summary>Throws what a test tells it to, waits between two messages, or waits until its caller gives up.</summary>
internal sealed class ProbeService(ProbeState state) : Probe.ProbeBase
{
    public override Task<ProbeResponse> Fail(ProbeRequest request, ServerCallContext context) =>
        state.Failure is { } failure ? throw failure : Task.FromResult(new ProbeResponse { Text = request.Text });

    public override async Task<ProbeResponse> Wait(ProbeRequest request, ServerCallContext context)
    {
        state.Entered.Release();
        try
        {
            await Task.WhenAny(state.LetGo.Task, Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken));
            context.CancellationToken.ThrowIfCancellationRequested();
            return new ProbeResponse { Text = "let go" };
        }
        finally
        {
            state.GaveUp.TrySetResult(context.CancellationToken.IsCancellationRequested);
        }
    }

    public override async Task Count(
        ProbeRequest request, IServerStreamWriter<ProbeResponse> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(new ProbeResponse { Text = "one" });
        state.Entered.Release();
        try
        {
            await state.LetGo.Task.WaitAsync(context.CancellationToken);
        }
        finally
        {
            state.GaveUp.TrySetResult(context.CancellationToken.IsCancellationRequested);
        }
        await responseStream.WriteAsync(new ProbeResponse { Text = "two" });
        if (state.Failure is { } failure) throw failure;
    }

    public override async Task FailStream(
        IAsyncStreamReader<ProbeRequest> requestStream, IServerStreamWriter<ProbeResponse> responseStream,
        ServerCallContext context)
    {
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            if (state.Failure is { } failure) throw failure;
            await responseStream.WriteAsync(new ProbeResponse { Text = request.Text });
        }
    }
}
