using Grpc.Core;
using Recsys.V1;

namespace Recsys.Client.Ingestion;

/// <summary>One call of IngestInteractions: goes on where the one before broke off, until it ends.</summary>
internal sealed class IngestConnection(InteractionService.InteractionServiceClient client, BatchQueue queue)
{
    /// <summary>Whether anything came back over it.</summary>
    public bool Progressed { get; private set; }

    /// <summary>Sends and takes acknowledgements until the call ends.</summary>
    /// <param name="closing">Cancelled when nothing more will be added: the call is ended in good order.</param>
    /// <param name="cancellation">Breaks the call off.</param>
    /// <exception cref="RecsysException">The call failed.</exception>
    public async Task RunAsync(CancellationToken closing, CancellationToken cancellation)
    {
        try
        {
            await ServeAsync(closing, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // A write into a connection that breaks fails below gRPC.
            throw Unavailable("The connection broke: " + error.Message);
        }
    }

    private async Task ServeAsync(CancellationToken closing, CancellationToken cancellation)
    {
        using var call = client.IngestInteractions(cancellationToken: cancellation);
        await ResumeAsync(call, cancellation).ConfigureAwait(false);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellation);
        var reading = ReadAsync(call, ended);
        try
        {
            await WriteAsync(call.RequestStream, ended.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RpcException or InvalidOperationException or IOException)
        {
            // The call is over, and why is what its answers end with.
            await reading.ConfigureAwait(false);
            throw Unavailable("The server ended the stream.");
        }
        await reading.ConfigureAwait(false);
    }

    private async Task ResumeAsync(
        AsyncDuplexStreamingCall<IngestInteractionsRequest, IngestInteractionsResponse> call,
        CancellationToken cancellation)
    {
        IngestInteractionsResponse? answer = null;
        if (queue.Token.Length > 0)
        {
            await call.RequestStream.WriteAsync(
                new IngestInteractionsRequest { ResumeToken = queue.Token }, cancellation).ConfigureAwait(false);
            if (!await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false))
                throw Unavailable("The server ended the stream.");
            answer = call.ResponseStream.Current;
            Progressed = true;
        }
        queue.Rewind(answer);
    }

    private async Task WriteAsync(IClientStreamWriter<IngestInteractionsRequest> requests, CancellationToken ended)
    {
        try
        {
            while (!ended.IsCancellationRequested)
            {
                // A write under way is not given up: only whole messages leave.
                if (queue.TakeUnsent() is { } batch)
                    await requests.WriteAsync(batch.Message, CancellationToken.None).ConfigureAwait(false);
                else
                    await queue.WaitAsync(ended).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Nothing more is to be sent.
        }
        await requests.CompleteAsync().ConfigureAwait(false);
    }

    private async Task ReadAsync(
        AsyncDuplexStreamingCall<IngestInteractionsRequest, IngestInteractionsResponse> call,
        CancellationTokenSource ended)
    {
        var answers = call.ResponseStream;
        try
        {
            while (await answers.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                Progressed = true;
                queue.Acknowledge(answers.Current);
            }
            // In good order only where this end was the first to be done.
            if (!ended.IsCancellationRequested) throw Unavailable("The server ended the stream.");
        }
        catch (Exception error) when (error is not RpcException)
        {
            // What the server says cannot be followed; nothing more is to be written either.
            call.Dispose();
            throw;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    private static RecsysException Unavailable(string detail) =>
        new(new RpcException(new Status(StatusCode.Unavailable, detail)));
}
