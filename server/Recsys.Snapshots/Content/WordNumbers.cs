using System.Runtime.CompilerServices;

namespace Recsys.Snapshots.Content;

/// <summary>
/// A number for each word, words being known by 64 bits of hash alone: of a million words two are taken for one with a
/// chance of one in ten million, and no text is kept. Any number of callers may add; readers never wait.
/// </summary>
internal sealed class WordNumbers
{
    // Callers that add at the same time mostly meet different parts.
    private const int PartBits = 5;
    private readonly Part[] _parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new Part())];
    private int _count;

    /// <summary>Words that have a number; all numbers are below it.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The word's number, or −1.</summary>
    public int Find(ulong hash)
    {
        if (hash == 0) hash = 1;
        return Volatile.Read(ref PartOf(hash).Slots).Find(hash);
    }

    /// <summary>The word's number; a new word gets the next one.</summary>
    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Add(ulong hash)
    {
        if (hash == 0) hash = 1;
        var part = PartOf(hash);
        int number = Volatile.Read(ref part.Slots).Find(hash);
        if (number >= 0) return number;
        lock (part)
        {
            number = part.Slots.Find(hash);
            if (number >= 0) return number;
            number = Interlocked.Increment(ref _count) - 1;
            if ((part.Count + 1) * 2 > part.Slots.Length) Volatile.Write(ref part.Slots, part.Slots.Doubled());
            part.Slots.Put(hash, number);
            part.Count++;
            return number;
        }
    }

    // The top bits; slots go by the low ones.
    private Part PartOf(ulong hash) => _parts[hash >> (64 - PartBits)];

    private sealed class Part
    {
        public SlotTable Slots = new(64);
        public int Count;
    }

    /// <summary>Open addressing with linear probing; 0 is an empty slot.</summary>
    private sealed class SlotTable(int length)
    {
        private readonly ulong[] _hashes = new ulong[length];
        private readonly int[] _numbers = new int[length];

        public int Length => _hashes.Length;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Find(ulong hash)
        {
            int mask = _hashes.Length - 1;
            for (int slot = (int)hash & mask; ; slot = (slot + 1) & mask)
            {
                ulong found = Volatile.Read(ref _hashes[slot]);
                if (found == hash) return _numbers[slot];
                if (found == 0) return -1;
            }
        }

        public void Put(ulong hash, int number)
        {
            int mask = _hashes.Length - 1, slot = (int)hash & mask;
            while (_hashes[slot] != 0) slot = (slot + 1) & mask;
            _numbers[slot] = number;
            // Last: who finds the word finds its number.
            Volatile.Write(ref _hashes[slot], hash);
        }

        public SlotTable Doubled()
        {
            var larger = new SlotTable(Length * 2);
            for (int slot = 0; slot < Length; slot++)
                if (_hashes[slot] != 0) larger.Put(_hashes[slot], _numbers[slot]);
            return larger;
        }
    }
}
