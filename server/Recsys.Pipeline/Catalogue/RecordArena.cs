namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// Byte records one after the other in large chunks. A record is written once and stays as it is at its address, so
/// readers need no lock; a chunk that was given up lives on for as long as somebody reads it. Writers take turns.
/// </summary>
internal sealed class RecordArena
{
    private const int FirstChunk = 16 << 10, MostChunk = 4 << 20;
    private byte[]?[] _chunks = new byte[]?[16];
    // By chunk: bytes that no row names any more, and whether its records are being moved out.
    private int[] _garbage = new int[16];
    private bool[] _leaving = new bool[16];
    private int _count;
    private int _used;

    /// <summary>Bytes of all chunks.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of records that nobody names any more, in chunks that are there.</summary>
    public long Garbage { get; private set; }

    /// <summary>Bytes of the chunks for records of so many bytes together.</summary>
    public static long BytesFor(long bytes)
    {
        long all = 0;
        while (all < bytes) all += Math.Clamp(all / 8, FirstChunk, MostChunk);
        return all;
    }

    /// <summary>Writes a record.</summary>
    /// <returns>Its address; never used again.</returns>
    public long Append(ReadOnlySpan<byte> record)
    {
        if (_count == 0 || _chunks[_count - 1] is not { } chunk || chunk.Length - _used < record.Length)
            chunk = AddChunk(record.Length);
        record.CopyTo(chunk.AsSpan(_used));
        long address = ((long)(_count - 1) << 32) | (uint)_used;
        _used += record.Length;
        return address;
    }

    /// <summary>Bytes from an address to the end of its chunk.</summary>
    /// <returns>False when the record was moved away since the address was read.</returns>
    public bool TryRead(long address, out ReadOnlySpan<byte> from)
    {
        var chunks = Volatile.Read(ref _chunks);
        int index = (int)(address >> 32);
        if (index >= chunks.Length || Volatile.Read(ref chunks[index]) is not { } chunk)
        {
            from = default;
            return false;
        }
        from = chunk.AsSpan((int)address);
        return true;
    }

    /// <summary>Notes that a record is no longer named by anybody.</summary>
    public void Discard(long address, int length)
    {
        _garbage[(int)(address >> 32)] += length;
        Garbage += length;
    }

    /// <summary>Chooses the chunks whose records are to be moved: those of which an eighth is garbage.</summary>
    public void BeginMoving()
    {
        // What is moved goes into a chunk of its own.
        Close();
        for (int i = 0; i < _count; i++)
            _leaving[i] = _chunks[i] is { } chunk && _garbage[i] >= chunk.Length / 8;
    }

    /// <summary>Whether a record is to be moved.</summary>
    public bool IsLeaving(long address) => _leaving[(int)(address >> 32)];

    /// <summary>Gives up the chunks chosen, of which all records that are named were moved.</summary>
    public void EndMoving()
    {
        for (int i = 0; i < _count; i++)
        {
            if (!_leaving[i]) continue;
            _leaving[i] = false;
            Bytes -= _chunks[i]!.Length;
            Garbage -= _garbage[i];
            _garbage[i] = 0;
            Volatile.Write(ref _chunks[i], null);
        }
    }

    // What is left of the last chunk is of no more use.
    private void Close()
    {
        if (_count == 0 || _chunks[_count - 1] is not { } last) return;
        Garbage += last.Length - _used;
        _garbage[_count - 1] += last.Length - _used;
        _used = last.Length;
    }

    private byte[] AddChunk(int least)
    {
        Close();
        // A small catalogue takes little, a large one few chunks; a record longer than a chunk has one to itself.
        int length = Math.Max((int)Math.Clamp(Bytes / 8, FirstChunk, MostChunk), least);
        var chunk = GC.AllocateUninitializedArray<byte>(length);
        Add(chunk);
        _used = 0;
        return chunk;
    }

    private void Add(byte[] chunk)
    {
        if (_count == _chunks.Length)
        {
            Array.Resize(ref _garbage, _count * 2);
            Array.Resize(ref _leaving, _count * 2);
            var larger = new byte[]?[_count * 2];
            _chunks.CopyTo(larger, 0);
            Volatile.Write(ref _chunks, larger);
        }
        Bytes += chunk.Length;
        Volatile.Write(ref _chunks[_count], chunk);
        _count++;
    }
}
