using System.Text;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Writing;

/// <summary>
/// Writes that will be committed together: their records, and what the state will be once they are applied, so that
/// a write sees those before it in its own group. Dropping the group leaves no trace.
/// </summary>
internal sealed class WriteGroup(StoreState state, TimeProvider clock)
{
    // Well below what FasterLog holds in memory, so that appending a group never waits for a disk that may be full.
    private const int MostBytes = 8 << 20;
    // What each record of this group's leaves, and the number of that record.
    private readonly Dictionary<(byte Kind, string Id), (EntityHead Head, int Record)> _pending = [];
    private readonly Dictionary<string, int> _pendingRows = new(StringComparer.Ordinal);
    private readonly HashSet<UInt128> _pendingInteractions = [];
    private readonly Dictionary<UInt128, long> _pendingMarks = [];
    private int _newRows;

    public RecordBuffer Records { get; } = new();

    /// <summary>Whether the next record belongs to the next group.</summary>
    public bool IsFull => Records.Bytes >= MostBytes;

    public long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// The head of a product or customer as this group leaves it; null when there never was one.
    /// </summary>
    public EntityHead? FindHead(byte kind, string id) =>
        _pending.TryGetValue((kind, id), out var pending) ? pending.Head : state.FindHead(kind, id);

    /// <summary>The row of a product that exists, as this group leaves it.</summary>
    public bool TryGetRow(string productId, out int row)
    {
        if (_pendingRows.Count > 0 && _pendingRows.TryGetValue(productId, out row)) return row >= 0;
        return state.Columns.TryGetRow(productId, out row);
    }

    /// <summary>The catalogue row the next new product takes.</summary>
    public int NextRow => state.Columns.Count + _newRows;

    /// <summary>Takes an interaction id.</summary>
    /// <returns>False when the window or this group has it.</returns>
    public bool TryTake(string interactionId)
    {
        Span<byte> utf8 = stackalloc byte[StorageLimits.IdLength * 3];
        var hash = Hash128.Of(utf8[..Encoding.UTF8.GetBytes(interactionId, utf8)]);
        return !state.Duplicates.Contains(hash) && _pendingInteractions.Add(hash);
    }

    /// <summary>The last batch of a stream, those of this group included.</summary>
    public long LastBatch(UInt128 stream) =>
        Math.Max(state.Streams.LastBatch(stream), _pendingMarks.GetValueOrDefault(stream));

    /// <summary>Notes that a batch of a stream is complete.</summary>
    public void Mark(StreamMark mark)
    {
        StreamMark.Write(Records, mark);
        _pendingMarks[mark.Stream] = mark.Batch;
    }

    /// <summary>Writes a product or customer.</summary>
    /// <returns>
    /// False, with nothing written, when the record is larger than <see cref="StorageLimits.RecordBytes"/>.
    /// </returns>
    public bool TryPut<T>(EntityKind<T> kind, string id, in EntityHead head, T value)
    {
        BeginPut(kind.Record, id, head);
        kind.WritePayload(Records, value);
        return TryEndPut(kind.StateKey, id, head);
    }

    /// <summary>
    /// Writes the gravestone of a product that exists, which keeps its payload: histories go on meaning what they
    /// meant.
    /// </summary>
    public void Bury(string productId, in EntityHead head)
    {
        byte[] payload = PayloadOf(productId);
        BeginPut(RecordKind.ProductPut, productId, head);
        Records.Raw(payload);
        TryEndPut(StateKey.Product, productId, head);
    }

    /// <summary>
    /// Whether a customer did anything that is not erased, as this group leaves it. Reads what the group holds, since
    /// only an erasure of someone without a record asks.
    /// </summary>
    public bool HasActed(string customerId)
    {
        Span<byte> memory = stackalloc byte[StorageLimits.IdLength * 3];
        var utf8 = memory[..Encoding.UTF8.GetBytes(customerId, memory)];
        for (int i = Records.Count - 1; i >= 0; i--)
        {
            RecordReader.TryOpen(Records[i], out var kind, out var body);
            if (kind == RecordKind.Interaction && InteractionCodec.Read(ref body).Customer.SequenceEqual(utf8))
                return true;
            if (kind == RecordKind.CustomerErase && body.TextBytes().SequenceEqual(utf8)) return false;
        }
        return state.HasHistory(customerId);
    }

    /// <summary>Writes the erasure of a customer.</summary>
    /// <param name="customerId">Which.</param>
    /// <param name="head">What stands for the record from now on: deleted, with its version and the time.</param>
    public void Erase(string customerId, in EntityHead head)
    {
        BeginPut(RecordKind.CustomerErase, customerId, head);
        TryEndPut(StateKey.Customer, customerId, head);
    }

    public void Clear()
    {
        Records.Clear();
        _pending.Clear();
        _pendingRows.Clear();
        _pendingInteractions.Clear();
        _pendingMarks.Clear();
        _newRows = 0;
    }

    private void BeginPut(RecordKind record, string id, in EntityHead head)
    {
        Records.Begin(record);
        Records.Text(id);
        head.Write(Records);
    }

    private byte[] PayloadOf(string productId)
    {
        RecordReader value;
        if (_pending.TryGetValue((StateKey.Product, productId), out var pending))
        {
            value = RecordReader.OfOwn(Records[pending.Record], out _);
            value.TextBytes();
        }
        else
        {
            value = new RecordReader(
                state.Find(StateKey.Product, productId)
                ?? throw new InvalidOperationException("A product in the columns is not in the state."));
        }
        EntityHead.Read(ref value);
        return value.Rest.ToArray();
    }

    private bool TryEndPut(byte kind, string id, in EntityHead head)
    {
        if (Records.OpenBytes > StorageLimits.RecordBytes)
        {
            Records.Abandon();
            return false;
        }
        Records.End();
        _pending[(kind, id)] = (head, Records.Count - 1);
        if (kind != StateKey.Product) return true;
        if (head.Row == NextRow) _newRows++;
        _pendingRows[id] = head.Deleted ? -1 : head.Row;
        return true;
    }
}
