using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Tests;

/// <summary>Acknowledges every batch until something else is scripted.</summary>
internal sealed class ScriptedInteractions(Script script) : InteractionService.InteractionServiceBase
{
    public override async Task IngestInteractions(
        IAsyncStreamReader<IngestInteractionsRequest> requestStream,
        IServerStreamWriter<IngestInteractionsResponse> responseStream, ServerCallContext context)
    {
        await foreach (var batch in requestStream.ReadAllAsync())
        {
            script.Enter(context);
            await responseStream.WriteAsync(new IngestInteractionsResponse
            {
                BatchNumber = batch.BatchNumber,
                AcceptedCount = batch.Interactions.Count,
            });
        }
    }
}
