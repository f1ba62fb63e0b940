using System.Collections.Concurrent;
using Grpc.Core;
using Recsys.V1;

namespace Recsys.LoadTest.Tests.Targets;

/// <summary>Acknowledges batches in order; ends a stream as unavailable after as many as it is told.</summary>
internal sealed class ScriptedInteractions : InteractionService.InteractionServiceBase
{
    public ConcurrentQueue<IngestInteractionsRequest> Received { get; } = new();

    public int BreakAfter { get; set; } = int.MaxValue;

    public override async Task IngestInteractions(
        IAsyncStreamReader<IngestInteractionsRequest> requestStream,
        IServerStreamWriter<IngestInteractionsResponse> responseStream, ServerCallContext context)
    {
        int number = 0;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            if (number == BreakAfter) throw new RpcException(new Status(StatusCode.Unavailable, ""));
            Received.Enqueue(requestStream.Current);
            Assert.Equal(++number, requestStream.Current.BatchNumber);
            await responseStream.WriteAsync(new IngestInteractionsResponse
            {
                BatchNumber = number, AcceptedCount = requestStream.Current.Interactions.Count,
            });
        }
    }
}
