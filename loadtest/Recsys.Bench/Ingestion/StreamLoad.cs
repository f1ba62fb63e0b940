using Grpc.Core;
using Grpc.Net.Client;
using Recsys.LoadTest;
using Recsys.V1;

namespace Recsys.Bench.Ingestion;

/// <summary>
/// Streams of prepared batches to one server. Closed loop: each stream keeps some batches under way. Open loop: batches
/// are due at fixed times whatever became of those before, and an acknowledgement's latency counts from then.
/// </summary>
internal sealed class StreamLoad : IDisposable
{
    private const int StreamsPerConnection = 16;
    private static readonly Method<PreparedBatch, IngestInteractionsResponse> Ingest = new(
        MethodType.DuplexStreaming, "recsys.v1.InteractionService", "IngestInteractions", PreparedBatch.Marshaller,
        Marshallers.Create(
            message => throw new NotSupportedException("It is only received."),
            bytes => IngestInteractionsResponse.Parser.ParseFrom(bytes)));

    private static long _nextId;
    private readonly GrpcChannel[] _channels;
    private readonly PreparedBatch[][] _batches;
    private readonly ILoadClock _clock;

    /// <summary>Prepares the batches of every stream.</summary>
    public StreamLoad(
        Uri server, InteractionSamples samples, int streams, int batchSize, int underWay, ILoadClock clock)
    {
        _clock = clock;
        // One connection for a few streams: on one alone all would wait for the same lock.
        int connections = Math.Max(Math.Min(streams, 4), streams / StreamsPerConnection);
        _channels = [.. Enumerable.Range(0, connections).Select(_ => GrpcChannel.ForAddress(server))];
        _batches =
        [
            .. Enumerable.Range(0, streams).Select(_ => (PreparedBatch[])
            [
                // Some variety within a stream, and never one that is still being written.
                .. Enumerable.Range(0, Math.Max(underWay, 8)).Select(_ => new PreparedBatch(samples.Next(batchSize))),
            ]),
        ];
        (UnderWay, BatchSize) = (underWay, batchSize);
    }

    /// <summary>Interactions in a message.</summary>
    public int BatchSize { get; }

    private int UnderWay { get; }

    /// <summary>Sends for some time and waits for every acknowledgement.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="batchesPerSecond">Open loop: batches due each second on all streams; null for the closed
    /// loop.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="BenchException">The server did not acknowledge all that was sent.</exception>
    public async Task<StreamTally> RunAsync(
        TimeSpan duration, double? batchesPerSecond, CancellationToken cancellation)
    {
        long startNs = _clock.NowNs;
        long endNs = startNs + (long)(duration.TotalSeconds * 1e9);
        var streams = _batches.Select((batches, i) => Task.Run(
            () => new Stream(this, i, batches, startNs, endNs, batchesPerSecond).RunAsync(cancellation), cancellation));
        var total = new StreamTally();
        foreach (var tally in await Task.WhenAll(streams).ConfigureAwait(false)) total.Add(tally);
        total.Seconds = (_clock.NowNs - startNs) / 1e9;
        return total;
    }

    public void Dispose()
    {
        foreach (var channel in _channels) channel.Dispose();
    }

    private sealed class Stream(
        StreamLoad load, int index, PreparedBatch[] batches, long startNs, long endNs, double? batchesPerSecond)
    {
        // Open loop: as many may be under way as come due in a while; a server this far behind stops the sender.
        private const int OpenLoopUnderWay = 4_096;
        private const double MostExactPerSecond = 500;
        private readonly StreamTally _tally = new();
        private readonly long[] _dueNs = new long[OpenLoopUnderWay];
        private readonly SemaphoreSlim _room =
            new(batchesPerSecond is null ? load.UnderWay : OpenLoopUnderWay - 1);

        public async Task<StreamTally> RunAsync(CancellationToken cancellation)
        {
            var calls = load._channels[index % load._channels.Length].CreateCallInvoker();
            using var call = calls.AsyncDuplexStreamingCall(
                Ingest, null, new CallOptions(cancellationToken: cancellation));
            var reading = ReadAsync(call.ResponseStream);
            long number = 0;
            for (; TryTake(number, out long dueNs); number++)
            {
                if (batchesPerSecond is not null) await WaitAsync(dueNs, cancellation).ConfigureAwait(false);
                // A stream that ended will free no more room.
                while (!await _room.WaitAsync(TimeSpan.FromSeconds(1), cancellation).ConfigureAwait(false))
                    if (reading.IsCompleted) await reading.ConfigureAwait(false);
                var batch = batches[number % batches.Length];
                batch.Renew(Interlocked.Add(ref _nextId, batch.Count) - batch.Count);
                batch.Number = number + 1;
                _dueNs[(number + 1) % OpenLoopUnderWay] = batchesPerSecond is null ? load._clock.NowNs : dueNs;
                await call.RequestStream.WriteAsync(batch, cancellation).ConfigureAwait(false);
            }
            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(false);
            if (_tally.Batches != number)
                throw new BenchException($"{number} batches were sent on a stream, {_tally.Batches} acknowledged.");
            return _tally;
        }

        // The clock waits exactly by keeping a processor busy for the last millisecond, which many messages a second
        // would take from the server: those go up to a millisecond late, and their latency holds it.
        private async Task WaitAsync(long dueNs, CancellationToken cancellation)
        {
            long waitNs = dueNs - load._clock.NowNs;
            if (waitNs <= 0) return;
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(waitNs / 1e6));
            if (batchesPerSecond > MostExactPerSecond) await Task.Delay(wait, cancellation).ConfigureAwait(false);
            else await load._clock.WaitUntilAsync(dueNs, cancellation).ConfigureAwait(false);
        }

        private bool TryTake(long number, out long dueNs)
        {
            dueNs = batchesPerSecond is { } rate
                ? startNs + (long)(((number * load._batches.Length) + index) * (1e9 / rate))
                : load._clock.NowNs;
            return dueNs < endNs;
        }

        private async Task ReadAsync(IAsyncStreamReader<IngestInteractionsResponse> acknowledgements)
        {
            while (await acknowledgements.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                var answer = acknowledgements.Current;
                if (answer.Rejections.Count > 0 || answer.DuplicateCount > 0)
                    throw new BenchException($"Batch {answer.BatchNumber} was not taken whole: {answer}");
                _tally.Record(answer.AcceptedCount, load._clock.NowNs - _dueNs[answer.BatchNumber % OpenLoopUnderWay]);
                _room.Release();
            }
        }
    }
}
