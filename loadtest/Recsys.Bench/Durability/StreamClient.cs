using Grpc.Core;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Bench.Durability;

/// <summary>
/// Writes by IngestInteractions with up to eight batches under way, and goes on after a kill as the contract says: a
/// new stream with the latest resume token, then what comes after the batch the answer names.
/// </summary>
internal sealed class StreamClient(
    RecsysClient client, InteractionPlan plan, ClientLedger ledger, Pace pace, int mostInBatch) : IDurabilityClient
{
    private const int MostUnderWay = 8;
    private readonly Random _random = new(ledger.Client);
    private readonly LinkedList<InteractionBatch> _underWay = [];
    private string _resumeToken = "";
    // Number of the batch before the first one under way.
    private long _durable;

    public async Task RunAsync(ServerGate gate, CancellationToken end, CancellationToken cancellation)
    {
        for (bool done = false; !done;)
        {
            await gate.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await StreamAsync(end, cancellation).ConfigureAwait(false);
                done = _underWay.Count == 0;
            }
            catch (Exception error) when (IsBroken(error) && !cancellation.IsCancellationRequested)
            {
                await Task.Delay(5, cancellation).ConfigureAwait(false);
            }
            catch (RpcException error) when (!cancellation.IsCancellationRequested)
            {
                throw new BenchException($"A stream ended with {error.Status}.", error);
            }
        }
    }

    // What a connection says that ends in the middle; anything else the server said on purpose.
    private static bool IsBroken(Exception error) => error is IOException or HttpRequestException
        or InvalidOperationException
        or RpcException
        {
            StatusCode: StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.Internal or StatusCode.Unknown,
        };

    private async Task StreamAsync(CancellationToken end, CancellationToken cancellation)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var call = client.Interactions.IngestInteractions(cancellationToken: cancellation);
        await ResumeAsync(call, cancellation).ConfigureAwait(false);
        using var room = new SemaphoreSlim(MostUnderWay);
        long next = _durable;
        foreach (var batch in Waiting())
        {
            room.Wait(CancellationToken.None);
            await SendAsync(call, ++next, batch, cancellation).ConfigureAwait(false);
        }
        var reading = ReadAsync(call, room, broken);
        try
        {
            while (!end.IsCancellationRequested)
            {
                await room.WaitAsync(broken.Token).ConfigureAwait(false);
                int count = 1 + _random.Next(mostInBatch);
                await pace.WaitAsync(count, broken.Token).ConfigureAwait(false);
                var batch = InteractionBatch.Next(plan, ledger, count);
                lock (_underWay) _underWay.AddLast(batch);
                await SendAsync(call, ++next, batch, cancellation).ConfigureAwait(false);
            }
            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Reading ended first and says why.
        }
        catch (Exception error) when (IsBroken(error))
        {
            // The call ended under the write; reading says why.
        }
        finally
        {
            await reading.ConfigureAwait(false);
        }
    }

    private async Task ResumeAsync(
        AsyncDuplexStreamingCall<IngestInteractionsRequest, IngestInteractionsResponse> call,
        CancellationToken cancellation)
    {
        if (_resumeToken.Length == 0)
        {
            _durable = 0;
            return;
        }
        var hello = new IngestInteractionsRequest { ResumeToken = _resumeToken };
        await call.RequestStream.WriteAsync(hello, cancellation).ConfigureAwait(false);
        if (!await call.ResponseStream.MoveNext(cancellation).ConfigureAwait(false))
            throw new BenchException("A stream that was taken up again ended without an answer.");
        var answer = call.ResponseStream.Current;
        if (answer.BatchNumber < _durable)
        {
            throw new BenchException(
                $"The server forgot batches it acknowledged: {_durable} of them, now it names {answer.BatchNumber}.");
        }
        Acknowledge(answer);
    }

    private InteractionBatch[] Waiting()
    {
        lock (_underWay) return [.. _underWay];
    }

    private static Task SendAsync(
        AsyncDuplexStreamingCall<IngestInteractionsRequest, IngestInteractionsResponse> call, long number,
        InteractionBatch batch, CancellationToken cancellation) =>
        call.RequestStream.WriteAsync(
            new IngestInteractionsRequest { BatchNumber = number, Interactions = { batch.Interactions } },
            cancellation);

    private async Task ReadAsync(
        AsyncDuplexStreamingCall<IngestInteractionsRequest, IngestInteractionsResponse> call, SemaphoreSlim room,
        CancellationTokenSource broken)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                int acknowledged = Acknowledge(call.ResponseStream.Current);
                if (acknowledged > 0) room.Release(acknowledged);
            }
        }
        finally
        {
            await broken.CancelAsync().ConfigureAwait(false);
        }
    }

    // Every batch up to the one named is durable.
    private int Acknowledge(IngestInteractionsResponse answer)
    {
        lock (_underWay)
        {
            int count = (int)(answer.BatchNumber - _durable);
            if (count < 0 || count > _underWay.Count)
                throw new BenchException($"The server acknowledged batch {answer.BatchNumber}, which was never sent.");
            CheckCounts(answer, count);
            for (int i = 0; i < count; i++)
            {
                _underWay.First!.Value.NoteDurable();
                _underWay.RemoveFirst();
            }
            _durable = answer.BatchNumber;
            if (answer.ResumeToken.Length > 0) _resumeToken = answer.ResumeToken;
            return count;
        }
    }

    private void CheckCounts(IngestInteractionsResponse answer, int count)
    {
        int taken = answer.AcceptedCount + answer.DuplicateCount;
        // The answer to a resume token counts nothing.
        if (count != 1 || (taken == 0 && answer.Rejections.Count == 0)) return;
        var batch = _underWay.First!.Value;
        if (taken != batch.ValidCount || taken + answer.Rejections.Count != batch.Interactions.Count)
        {
            throw new BenchException(
                $"Of batch {answer.BatchNumber} the server took {taken} and rejected {answer.Rejections.Count}; "
                + $"{batch.ValidCount} of {batch.Interactions.Count} are right. {answer.Rejections}");
        }
    }
}
