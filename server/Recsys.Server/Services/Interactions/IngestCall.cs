using System.Threading.Channels;
using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Measuring;
using Recsys.Storage;
using Recsys.Storage.Interactions;

namespace Recsys.Server.Services.Interactions;

/// <summary>
/// One call of IngestInteractions. Two loops: one reads batches and hands them to the store without waiting for it, the
/// other writes acknowledgements in order as batches become durable. Between them are at most so many batches and so
/// many bytes; beyond that nothing is read, and HTTP/2 slows the client.
/// </summary>
internal sealed class IngestCall(
    RecsysStore store, IngestRoom room, IngestMeter meter, ServerOptions options, TimeProvider time,
    IAsyncStreamReader<V1.IngestInteractionsRequest> requests,
    IServerStreamWriter<V1.IngestInteractionsResponse> acknowledgements, ServerCallContext context)
{
    private const int MostBatches = 32;
    private const int MostHeld = 16;
    private const long MostBytes = 4 << 20;
    private static readonly WriteOptions Hold = new(WriteFlags.BufferHint);

    private readonly Channel<PendingBatch> _pending = Channel.CreateBounded<PendingBatch>(
        new BoundedChannelOptions(MostBatches) { SingleReader = true, SingleWriter = true });
    private readonly ByteRoom _bytes = new(MostBytes);
    private InteractionStream? _stream;

    /// <summary>Serves the call to its end.</summary>
    /// <param name="stopping">Cancelled when the server stops: no more is read, what is there is acknowledged.</param>
    public async Task RunAsync(CancellationToken stopping)
    {
        var cancellation = context.CancellationToken;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = ReadAllAsync(stopping, ending.Token);
        try
        {
            await AcknowledgeAllAsync(cancellation);
        }
        finally
        {
            // Whoever fails ends the other; what a client did wrong is told behind the acknowledgements.
            await ending.CancelAsync();
            await reading;
            ForgetPending();
            _stream?.Dispose();
        }
    }

    private async Task ReadAllAsync(CancellationToken stopping, CancellationToken ending)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, ending);
        Exception? reason = null;
        try
        {
            await ReadBatchesAsync(either.Token, ending);
        }
        catch (Exception error)
        {
            reason = error is OperationCanceledException && stopping.IsCancellationRequested
                ? Stopping()
                : error is IOException ? RpcErrors.GivenUp() : error;
        }
        _pending.Writer.Complete(reason);
    }

    private async Task ReadBatchesAsync(CancellationToken reading, CancellationToken ending)
    {
        if (!await requests.MoveNext(reading)) return;
        var first = requests.Current;
        if (first.ResumeToken.Length > 0) await ResumeAsync(first, ending);
        else _stream = store.Interactions.OpenStream();
        long next = _stream!.LastBatch + 1;
        bool more = first.ResumeToken.Length == 0 || await requests.MoveNext(reading);
        for (; more; more = await requests.MoveNext(reading), next++)
        {
            IngestRules.CheckBatch(requests.Current, next);
            await TakeAsync(next, requests.Current.Interactions, ending);
        }
    }

    private async Task ResumeAsync(V1.IngestInteractionsRequest first, CancellationToken ending)
    {
        var token = IngestRules.CheckResume(first);
        // Before its answer is handed over: the loop that writes it needs to know the stream.
        _stream = await store.Interactions.ResumeStreamAsync(token.Stream, token.Batch, ending);
        var answer = Task.FromResult(new AppendResult([], store.Interactions.DurablePosition));
        await _pending.Writer.WriteAsync(new PendingBatch(_stream.LastBatch, null, answer), ending);
    }

    private async ValueTask TakeAsync(
        long number, IReadOnlyList<V1.Interaction> interactions, CancellationToken ending)
    {
        long read = meter.Read();
        var batch = InteractionBatch.Read(interactions, time.GetUtcNow().ToUnixTimeMilliseconds());
        await _bytes.EnterAsync(batch.Bytes, ending);
        await room.Bytes.EnterAsync(batch.Bytes, ending);
        await _pending.Writer.WriteAsync(new PendingBatch(number, batch, AppendAsync(number, batch, read)), ending);
    }

    // The call may be over before the store is done with the batch, whose memory counts until then.
    private async Task<AppendResult> AppendAsync(long number, InteractionBatch batch, long read)
    {
        try
        {
            var appended = await _stream!.AppendAsync(number, batch.Valid);
            batch.Measure(meter, read, appended);
            return appended;
        }
        finally
        {
            room.Bytes.Leave(batch.Bytes);
        }
    }

    private async Task AcknowledgeAllAsync(CancellationToken cancellation)
    {
        int held = 0;
        await foreach (var batch in _pending.Reader.ReadAllAsync(cancellation))
        {
            await batch.Appended.WaitAsync(cancellation);
            // Acknowledgements that are ready together go out together.
            bool more = held < MostHeld
                && _pending.Reader.TryPeek(out var next) && next.Appended.IsCompletedSuccessfully;
            held = more ? held + 1 : 0;
            await WriteAsync(batch.Acknowledge(_stream!.Id), more, cancellation);
            _bytes.Leave(batch.Bytes);
        }
    }

    private async ValueTask WriteAsync(
        V1.IngestInteractionsResponse acknowledgement, bool more, CancellationToken cancellation)
    {
        acknowledgements.WriteOptions = more ? Hold : null;
        var writing = acknowledgements.WriteAsync(acknowledgement, CancellationToken.None);
        if (writing.IsCompletedSuccessfully) return;
        try
        {
            await writing.WaitAsync(options.AcknowledgementTimeout, time, cancellation);
        }
        catch (TimeoutException)
        {
            // What lies in the connection's buffers, 64 KiB and one acknowledgement, stays for the client to read.
            throw NotRead();
        }
    }

    // What nobody waits for any more may still fail, and a failure must be looked at by somebody.
    private void ForgetPending()
    {
        while (_pending.Reader.TryRead(out var batch))
        {
            batch.Appended.ContinueWith(
                static done => done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
        }
    }

    private static RpcException NotRead() => RpcErrors.Make(
        StatusCode.Aborted, V1.ErrorReasons.AcknowledgementsNotRead,
        "Acknowledgements were not read for too long; open a new stream and read them as they come.");

    private static RpcException Stopping() => RpcErrors.Unavailable(
        V1.ErrorReasons.ServerStopping, "The server is stopping; go on with the stream on a new connection.",
        TimeSpan.FromSeconds(1));
}
