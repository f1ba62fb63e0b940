using System.Numerics;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Gives rows consecutive numbers in the order they come: a hash table by open addressing that is emptied in time
/// proportional to what it holds, so a request pays for its own history and not for the catalogue. Not thread-safe.
/// </summary>
internal sealed class RowIndex
{
    private int[] _slots;
    private int[] _rows;
    private int _shift;

    public RowIndex(int capacity)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity * 2));
        _slots = new int[size];
        _rows = new int[size / 2];
        _shift = 32 - BitOperations.Log2((uint)size);
    }

    /// <summary>Rows in it.</summary>
    public int Count { get; private set; }

    /// <summary>The rows, in the order they came.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>The row's number, or −1.</summary>
    public int Find(int row)
    {
        int slot = Slot(row);
        return _slots[slot] - 1;
    }

    /// <summary>The row's number; a new row gets the next one.</summary>
    public int Add(int row)
    {
        int slot = Slot(row);
        if (_slots[slot] != 0) return _slots[slot] - 1;
        if (Count == _rows.Length)
        {
            Grow();
            slot = Slot(row);
        }
        _rows[Count] = row;
        _slots[slot] = ++Count;
        return Count - 1;
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        // Few rows are taken out one by one, newest first so that no probe sequence is broken before its rows are gone.
        if (Count < _slots.Length / 8)
            for (int i = Count - 1; i >= 0; i--) _slots[Slot(_rows[i])] = 0;
        else
            Array.Clear(_slots);
        Count = 0;
    }

    // Fibonacci hashing: the golden ratio's bits spread neighbouring rows.
    private int Slot(int row)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(((uint)row * 2654435769u) >> _shift);
        while (_slots[slot] != 0 && _rows[_slots[slot] - 1] != row) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        _shift--;
        Array.Resize(ref _rows, _slots.Length / 2);
        for (int i = 0; i < Count; i++)
        {
            int slot = Slot(_rows[i]);
            _slots[slot] = i + 1;
        }
    }
}
