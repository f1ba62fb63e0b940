using System.Buffers.Binary;
using Recsys.Storage.State;

namespace Recsys.Storage.Interactions;

/// <summary>
/// The last durable batch of the streams that wrote last, at most N of them: a table, and a list in the order of their
/// latest batch through arrays. One thread at a time.
/// </summary>
internal sealed class StreamMarks : IStatePart
{
    private const int MarkBytes = 24, None = -1;
    private readonly int _capacity;
    private readonly Dictionary<UInt128, int> _slots = [];
    private readonly List<(StreamMark Mark, int Older, int Newer)> _entries = [];
    private int _oldest = None, _newest = None;

    public StreamMarks(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
    }

    public string Name => "streams";

    public int Count => _slots.Count;

    /// <summary>The last durable batch of a stream; 0 when it is not remembered.</summary>
    public long LastBatch(UInt128 stream) =>
        _slots.TryGetValue(stream, out int slot) ? _entries[slot].Mark.Batch : 0;

    /// <summary>Notes a batch, forgetting the stream that wrote longest ago where there are too many.</summary>
    public void Set(StreamMark mark)
    {
        if (_slots.TryGetValue(mark.Stream, out int slot))
        {
            mark = mark with { Batch = Math.Max(mark.Batch, _entries[slot].Mark.Batch) };
            Unlink(slot);
        }
        else if (_slots.Count < _capacity)
        {
            slot = _entries.Count;
            _entries.Add(default);
            _slots[mark.Stream] = slot;
        }
        else
        {
            slot = _oldest;
            _slots.Remove(_entries[slot].Mark.Stream);
            Unlink(slot);
            _slots[mark.Stream] = slot;
        }
        Append(slot, mark);
    }

    /// <summary>The marks as bytes, that of the stream that wrote longest ago first.</summary>
    public byte[] Capture()
    {
        var bytes = new byte[_slots.Count * MarkBytes];
        var to = bytes.AsSpan();
        for (int slot = _oldest; slot != None; slot = _entries[slot].Newer, to = to[MarkBytes..])
        {
            BinaryPrimitives.WriteUInt128LittleEndian(to, _entries[slot].Mark.Stream);
            BinaryPrimitives.WriteInt64LittleEndian(to[16..], _entries[slot].Mark.Batch);
        }
        return bytes;
    }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % MarkBytes != 0) throw new InvalidDataException("its streams are cut off");
        for (; !bytes.IsEmpty; bytes = bytes[MarkBytes..])
        {
            Set(new StreamMark(
                BinaryPrimitives.ReadUInt128LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[16..])));
        }
    }

    private void Append(int slot, StreamMark mark)
    {
        _entries[slot] = (mark, _newest, None);
        if (_newest == None) _oldest = slot;
        else _entries[_newest] = _entries[_newest] with { Newer = slot };
        _newest = slot;
    }

    private void Unlink(int slot)
    {
        var (_, older, newer) = _entries[slot];
        if (older == None) _oldest = newer;
        else _entries[older] = _entries[older] with { Newer = newer };
        if (newer == None) _newest = older;
        else _entries[newer] = _entries[newer] with { Older = older };
    }
}
