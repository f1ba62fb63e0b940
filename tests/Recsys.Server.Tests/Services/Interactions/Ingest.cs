using Grpc.Core;
using Recsys.Server.Tests.Testing;
using Recsys.V1;

namespace Recsys.Server.Tests.Services.Interactions;

/// <summary>One call of IngestInteractions as tests drive it.</summary>
internal sealed class Ingest(
    InteractionService.InteractionServiceClient client, CancellationToken cancellation = default) : IDisposable
{
    private readonly AsyncDuplexStreamingCall<IngestInteractionsRequest, IngestInteractionsResponse> _call =
        client.IngestInteractions(cancellationToken: cancellation);

    public static Interaction View(string id, string product = "p1") => new()
    {
        Id = id,
        CustomerId = "ann",
        ProductId = product,
        Type = InteractionType.View,
    };

    public Task SendAsync(long batch, params Interaction[] interactions) =>
        _call.RequestStream.WriteAsync(new() { BatchNumber = batch, Interactions = { interactions } });

    public Task ResumeAsync(string token) => _call.RequestStream.WriteAsync(new() { ResumeToken = token });

    public Task WriteAsync(IngestInteractionsRequest message) => _call.RequestStream.WriteAsync(message);

    public Task CompleteAsync() => _call.RequestStream.CompleteAsync();

    public async Task<IngestInteractionsResponse> ReadAsync()
    {
        Assert.True(await _call.ResponseStream.MoveNext(CancellationToken.None), "The stream has ended.");
        return _call.ResponseStream.Current;
    }

    public async Task<bool> EndedAsync() => !await _call.ResponseStream.MoveNext(CancellationToken.None);

    /// <summary>Reads what is left and expects the call to fail.</summary>
    public async Task<(StatusCode Code, string Reason, RpcException Error)> FailureAsync()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        return (error.StatusCode, ErrorDetails.ReasonOf(error), error);
    }

    public void Dispose() => _call.Dispose();
}
