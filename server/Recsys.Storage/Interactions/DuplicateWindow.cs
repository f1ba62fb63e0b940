using System.Numerics;
using System.Runtime.InteropServices;
using Recsys.Storage.State;

namespace Recsys.Storage.Interactions;

/// <summary>
/// The latest N interaction ids, as 128-bit hashes: a ring for their age and an open-addressing table over it, half
/// full at most. Entries carry a part of the hash, so that the ring, which lies elsewhere in memory, is looked at for
/// the id that is sought and no other. Memory is taken as it fills. One thread at a time.
/// </summary>
internal sealed class DuplicateWindow : IStatePart
{
    private readonly int _capacity;
    private UInt128[] _ring;
    // The hash's low half in the upper 32 bits, position in the ring + 1 in the lower; 0 is empty.
    private ulong[] _table;
    private int _count;
    private int _next;

    public DuplicateWindow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _capacity = capacity;
        _ring = new UInt128[Math.Min(capacity, 1024)];
        _table = new ulong[TableSize(_ring.Length)];
    }

    public string Name => "ids";

    public int Count => _count;

    public bool Contains(UInt128 id) => _table[Find(id)] != 0;

    /// <summary>Remembers an id, forgetting the oldest when full.</summary>
    /// <returns>False when it is remembered already; its age then stays.</returns>
    public bool Add(UInt128 id)
    {
        if (Contains(id)) return false;
        if (_count == _ring.Length && _count < _capacity) Grow((int)Math.Min(_capacity, _ring.Length * 2L));
        if (_count == _capacity) Forget(Find(_ring[_next]));
        else _count++;
        _ring[_next] = id;
        _table[Find(id)] = Entry(id, _next);
        _next = _next + 1 == _ring.Length ? 0 : _next + 1;
        return true;
    }

    /// <summary>The ids as bytes, oldest first.</summary>
    public byte[] Capture()
    {
        int oldest = _count < _ring.Length ? 0 : _next;
        return [
            .. MemoryMarshal.AsBytes(_ring.AsSpan(oldest, _count - oldest)),
            .. MemoryMarshal.AsBytes(_ring.AsSpan(0, oldest)),
        ];
    }

    /// <summary>
    /// Takes the ids of <see cref="Capture"/> back; when the window has become smaller, the latest of them.
    /// </summary>
    public void Load(ReadOnlySpan<byte> ids)
    {
        var hashes = MemoryMarshal.Cast<byte, UInt128>(ids);
        if (hashes.Length > _capacity) hashes = hashes[^_capacity..];
        if (hashes.Length > _ring.Length) Grow(hashes.Length);
        foreach (var id in hashes) Add(id);
    }

    private static int TableSize(int entries) => (int)BitOperations.RoundUpToPowerOf2((uint)entries * 2);

    private static ulong Entry(UInt128 id, int place) => ((ulong)id << 32) | (uint)(place + 1);

    // A table has 2^27 places at most, so 32 bits of the hash say where an entry belongs.
    private int Home(ulong entry) => (int)((entry >> 32) & (ulong)(_table.Length - 1));

    private int Find(UInt128 id)
    {
        int mask = _table.Length - 1;
        ulong sought = Entry(id, -1);
        int at = Home(sought);
        for (ulong entry; (entry = _table[at]) != 0; at = (at + 1) & mask)
        {
            if (((entry ^ sought) >> 32) == 0 && _ring[(int)(uint)entry - 1] == id) break;
        }
        return at;
    }

    private void Forget(int hole)
    {
        // Entries behind the hole move up where it would cut them off from their home.
        int mask = _table.Length - 1;
        for (int at = (hole + 1) & mask; _table[at] != 0; at = (at + 1) & mask)
        {
            int home = Home(_table[at]);
            if (((at - home) & mask) < ((at - hole) & mask)) continue;
            _table[hole] = _table[at];
            hole = at;
        }
        _table[hole] = 0;
    }

    private void Grow(int size)
    {
        // Only a ring that is not yet at its full size grows, so it starts at 0 and is in order.
        Array.Resize(ref _ring, size);
        if (_next == 0 && _count > 0) _next = _count;
        _table = new ulong[TableSize(size)];
        for (int i = 0; i < _count; i++) _table[Find(_ring[i])] = Entry(_ring[i], i);
    }
}
