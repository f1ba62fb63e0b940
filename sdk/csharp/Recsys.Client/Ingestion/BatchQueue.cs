using System.Threading.Channels;
using Recsys.V1;

namespace Recsys.Client.Ingestion;

/// <summary>
/// What was added and is not yet durable: one batch that fills, batches to be sent, and all that are not acknowledged,
/// in their order.
/// </summary>
internal sealed class BatchQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly InteractionStreamOptions _options;
    private readonly SemaphoreSlim _room;
    private readonly ITimer _linger;
    private readonly Channel<bool> _wake =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Queue<OutgoingBatch> _unacknowledged = new();
    private Queue<OutgoingBatch> _unsent = new();
    private OutgoingBatch _open = new();
    private OutgoingBatch? _last;
    private bool _due;
    private long _number;
    private Exception? _failure;
    private StreamTotals _totals = new(0, 0, 0, 0);

    public BatchQueue(InteractionStreamOptions options, TimeProvider time)
    {
        _options = options;
        _room = new SemaphoreSlim(options.BufferSize);
        _linger = time.CreateTimer(_ => Due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The latest resume token; empty before the first acknowledgement.</summary>
    public string Token { get; private set; } = "";

    public StreamTotals Totals
    {
        get { lock (_gate) return _totals; }
    }

    /// <summary>Whether anything is to be sent or to be acknowledged.</summary>
    public bool HasWork
    {
        get { lock (_gate) return _due || _unacknowledged.Count > 0; }
    }

    /// <summary>Adds an interaction, once there is room for it.</summary>
    public async ValueTask AddAsync(
        Interaction item, TaskCompletionSource<InteractionReceipt>? receipt, CancellationToken cancellation)
    {
        int bytes = item.CalculateSize();
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            if (_failure is not null)
            {
                _room.Release();
                throw _failure;
            }
            if (_open.Count > 0 && _open.Bytes + bytes > _options.BatchBytes) Seal();
            _open.Add(item, bytes, receipt);
            if (_open.Count >= _options.BatchSize) Seal();
            else if (_options.Linger == TimeSpan.Zero) _due = true;
            else if (_open.Count == 1) _linger.Change(_options.Linger, Timeout.InfiniteTimeSpan);
            if (_unsent.Count == 0 && !_due) return;
        }
        Wake();
    }

    /// <summary>Sends what is there without waiting for more.</summary>
    /// <returns>Ends when all that was added is durable.</returns>
    public Task FlushAsync()
    {
        Task settled;
        lock (_gate)
        {
            if (_failure is not null) return Task.FromException(_failure);
            Seal();
            settled = _last?.Settled ?? Task.CompletedTask;
        }
        Wake();
        return settled;
    }

    /// <summary>The next batch to send, or null while there is none.</summary>
    public OutgoingBatch? TakeUnsent()
    {
        lock (_gate)
        {
            if (_unsent.Count == 0 && _due) Seal();
            return _unsent.TryDequeue(out var batch) ? batch : null;
        }
    }

    /// <summary>Waits until there may be something to send.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation) =>
        await _wake.Reader.ReadAsync(cancellation).ConfigureAwait(false);

    /// <summary>Takes an acknowledgement of the oldest batch.</summary>
    /// <exception cref="InvalidDataException">It is of another batch.</exception>
    public void Acknowledge(IngestInteractionsResponse answer)
    {
        OutgoingBatch batch;
        lock (_gate)
        {
            if (!_unacknowledged.TryPeek(out batch!) || batch.Number != answer.BatchNumber)
                throw new InvalidDataException($"The server acknowledged batch {answer.BatchNumber} out of order.");
            _unacknowledged.Dequeue();
            Token = answer.ResumeToken;
            _totals = new StreamTotals(
                _totals.Accepted + answer.AcceptedCount, _totals.Duplicates + answer.DuplicateCount,
                _totals.Rejected + answer.Rejections.Count, answer.JournalPosition);
        }
        var rejected = batch.Settle(answer);
        _room.Release(batch.Count);
        if (_options.Rejected is not { } tell) return;
        foreach (var receipt in rejected) tell(receipt);
    }

    /// <summary>A connection is there: all that is not durable is sent over it.</summary>
    /// <param name="resumed">The server's answer to the resume token; null for a new stream.</param>
    public void Rewind(IngestInteractionsResponse? resumed)
    {
        var settled = new List<OutgoingBatch>();
        lock (_gate)
        {
            if (resumed is not null)
            {
                Token = resumed.ResumeToken;
                _totals = _totals with { JournalPosition = resumed.JournalPosition };
                while (_unacknowledged.TryPeek(out var batch) && batch.Number <= resumed.BatchNumber)
                    settled.Add(_unacknowledged.Dequeue());
            }
            _unsent = new Queue<OutgoingBatch>(_unacknowledged);
        }
        foreach (var batch in settled)
        {
            batch.Settle(resumed!.JournalPosition);
            _room.Release(batch.Count);
        }
        Wake();
    }

    /// <summary>Fails all that is not durable, and whatever is added from now on.</summary>
    public void Fail(Exception error)
    {
        List<OutgoingBatch> failed;
        lock (_gate)
        {
            if (_failure is not null) return;
            _failure = error;
            Seal();
            failed = [.. _unacknowledged];
            _unacknowledged.Clear();
            _unsent.Clear();
        }
        foreach (var batch in failed)
        {
            batch.Fail(error);
            _room.Release(batch.Count);
        }
    }

    public void Dispose() => _linger.Dispose();

    private void Due()
    {
        lock (_gate) _due = _open.Count > 0;
        Wake();
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private void Seal()
    {
        _due = false;
        if (_open.Count == 0) return;
        _open.Message.BatchNumber = ++_number;
        _unacknowledged.Enqueue(_open);
        _unsent.Enqueue(_open);
        _last = _open;
        _open = new OutgoingBatch();
    }
}
