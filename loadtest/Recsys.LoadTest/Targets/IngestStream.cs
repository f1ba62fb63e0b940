using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using Recsys.LoadTest.Running;
using Recsys.V1;

namespace Recsys.LoadTest.Targets;

/// <summary>
/// One stream of interactions, opened with its first batch. Batches are acknowledged in their order; a call is one
/// batch until its acknowledgement. A stream that breaks fails what is under way and is opened anew by the next batch.
/// </summary>
internal sealed class IngestStream(CallInvoker calls, string? apiKey, TimeSpan deadline) : IDisposable
{
    private const string Rejected = "REJECTED";
    private static readonly Method<byte[], IngestInteractionsResponse> Ingest = new(
        MethodType.DuplexStreaming, "recsys.v1.InteractionService", "IngestInteractions",
        Marshallers.Create<byte[]>(message => message, _ => throw new NotSupportedException("It is only sent.")),
        Marshallers.Create(
            message => message.ToByteArray(), bytes => IngestInteractionsResponse.Parser.ParseFrom(bytes)));

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _closed = new();
    private Session? _session;

    /// <summary>Sends a batch.</summary>
    public void Begin(LoadCall call)
    {
        Session session;
        lock (_gate)
        {
            if (_session is null or { IsOver: true })
            {
                _session = new Session(calls.AsyncDuplexStreamingCall(
                    Ingest, null, new CallOptions(CallMetadata.Of(apiKey), cancellationToken: _closed.Token)));
                _ = _session.RunAsync(deadline);
            }
            session = _session;
        }
        session.Begin(call);
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private sealed class Session(AsyncDuplexStreamingCall<byte[], IngestInteractionsResponse> stream)
    {
        private readonly Channel<byte[]> _batches = Channel.CreateUnbounded<byte[]>(
            new UnboundedChannelOptions { SingleReader = true });
        private readonly Lock _gate = new();
        private readonly Queue<(LoadCall Call, long SentMs)> _underWay = new();
        private long _number;
        private string? _over;

        public bool IsOver
        {
            get
            {
                lock (_gate) return _over is not null;
            }
        }

        public void Begin(LoadCall call)
        {
            string? over;
            lock (_gate)
            {
                over = _over;
                if (over is null)
                {
                    _underWay.Enqueue((call, Environment.TickCount64));
                    _batches.Writer.TryWrite(Encode(++_number, call.Message.Span));
                }
            }
            if (over is not null) call.End(new LoadReply(over));
        }

        public async Task RunAsync(TimeSpan deadline)
        {
            string status;
            using var late = new CancellationTokenSource();
            var watching = WatchAsync(deadline, late);
            try
            {
                var writing = WriteAsync(late.Token);
                while (await stream.ResponseStream.MoveNext(late.Token).ConfigureAwait(false))
                    Acknowledge(stream.ResponseStream.Current);
                await writing.ConfigureAwait(false);
                status = CallMetadata.NameOf(StatusCode.Unavailable);
            }
            catch (RpcException error)
            {
                status = CallMetadata.NameOf(error.StatusCode);
            }
            catch (OperationCanceledException)
            {
                status = LoadReply.DeadlineExceeded;
            }
            if (late.IsCancellationRequested) status = LoadReply.DeadlineExceeded;
            await late.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            Fail(status);
            stream.Dispose();
        }

        private async Task WriteAsync(CancellationToken cancellation)
        {
            await foreach (byte[] batch in _batches.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
                await stream.RequestStream.WriteAsync(batch, cancellation).ConfigureAwait(false);
        }

        // Acknowledgements come in order, so the oldest batch alone tells whether the stream is too slow.
        private async Task WatchAsync(TimeSpan deadline, CancellationTokenSource late)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            try
            {
                while (await timer.WaitForNextTickAsync(late.Token).ConfigureAwait(false))
                {
                    bool isLate;
                    lock (_gate)
                    {
                        isLate = _underWay.TryPeek(out var oldest)
                            && Environment.TickCount64 - oldest.SentMs > deadline.TotalMilliseconds;
                    }
                    if (isLate) await late.CancelAsync().ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException)
            {
                // The stream is over.
            }
        }

        private void Acknowledge(IngestInteractionsResponse answer)
        {
            LoadCall? call = null;
            lock (_gate)
            {
                if (_underWay.TryDequeue(out var oldest)) call = oldest.Call;
            }
            call?.End(new LoadReply(answer.Rejections.Count > 0 ? Rejected : LoadReply.Ok));
        }

        private void Fail(string status)
        {
            (LoadCall Call, long SentMs)[] left;
            lock (_gate)
            {
                _over = status;
                left = [.. _underWay];
                _underWay.Clear();
                _batches.Writer.TryComplete();
            }
            foreach (var (call, _) in left) call.End(new LoadReply(status));
        }

        private static byte[] Encode(long number, ReadOnlySpan<byte> interactions)
        {
            // The number is field 1; the order of fields in a message is free.
            int head = 1 + CodedOutputStream.ComputeInt64Size(number);
            byte[] message = new byte[head + interactions.Length];
            var output = new CodedOutputStream(message);
            output.WriteTag(IngestInteractionsRequest.BatchNumberFieldNumber, WireFormat.WireType.Varint);
            output.WriteInt64(number);
            output.Flush();
            interactions.CopyTo(message.AsSpan(head));
            return message;
        }
    }
}
