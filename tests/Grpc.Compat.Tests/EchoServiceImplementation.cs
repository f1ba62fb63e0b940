using Grpc.Compat.Tests.Echo;
using Grpc.Core;

namespace Grpc.Compat.Tests;

internal sealed class EchoServiceImplementation(EchoState state) : EchoService.EchoServiceBase
{
    public override async Task<EchoResponse> Unary(EchoRequest request, ServerCallContext context)
    {
        state.RequestHeaders = context.RequestHeaders;
        state.Deadline = context.Deadline;
        await context.WriteResponseHeadersAsync(new Metadata { { "echo-header", "early" } });
        context.ResponseTrailers.Add("echo-trailer", "late");
        context.ResponseTrailers.Add("echo-trailer-bin", [0, 255, 7]);
        if (request.FailWith == 0) return new EchoResponse { Text = request.Text };
        throw new RpcException(
            new Status((StatusCode)request.FailWith, $"asked for: {request.Text}"),
            new Metadata { { "grpc-status-details-bin", [8, 3, 18, 2] } });
    }

    public override async Task<EchoResponse> Collect(
        IAsyncStreamReader<EchoRequest> requestStream, ServerCallContext context)
    {
        var texts = new List<string>();
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken)) texts.Add(request.Text);
        return new EchoResponse { Text = string.Join(',', texts) };
    }

    public override async Task Repeat(
        EchoRequest request, IServerStreamWriter<EchoResponse> responseStream, ServerCallContext context)
    {
        for (int i = 0; i < request.Times; i++)
            await responseStream.WriteAsync(new EchoResponse { Text = request.Text + i }, context.CancellationToken);
    }

    public override async Task Talk(
        IAsyncStreamReader<EchoRequest> requestStream, IServerStreamWriter<EchoResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext())
            await responseStream.WriteAsync(new EchoResponse { Text = requestStream.Current.Text });
    }

    public override async Task<EchoResponse> Wait(EchoRequest request, ServerCallContext context)
    {
        state.Waiting.TrySetResult();
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
        finally
        {
            state.GaveUp.TrySetResult(context.CancellationToken.IsCancellationRequested);
        }
        return new EchoResponse();
    }
}
