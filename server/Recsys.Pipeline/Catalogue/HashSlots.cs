using System.Numerics;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// Dense numbers by a 64-bit hash, four bytes a slot: open addressing with linear probing, at most 3/4 full. A slot's
/// low bits hold the number and its high bits, as many as are left, bits of the hash, so that hardly any other number
/// is looked at. Only added to; one writer, readers never wait.
/// </summary>
internal sealed class HashSlots
{
    private const int LeastBits = 6;
    private uint[] _slots = new uint[1 << LeastBits];

    /// <summary>Bytes it takes.</summary>
    public long Bytes => (long)_slots.Length * sizeof(uint);

    /// <summary>Bytes it takes for so many numbers.</summary>
    public static long BytesFor(long numbers)
    {
        int bits = LeastBits;
        while (numbers + 1 > Most(1L << bits)) bits++;
        return (long)sizeof(uint) << bits;
    }

    /// <summary>Numbers that may be meant by a hash.</summary>
    public Candidates Find(ulong hash) => new(Volatile.Read(ref _slots), hash);

    /// <summary>Makes room for numbers below a count, placing those there are anew.</summary>
    /// <param name="count">Numbers there will be.</param>
    /// <param name="known">Numbers there may be now.</param>
    /// <param name="hashOf">Hash of a number; false for one that is not there.</param>
    public void Reserve(int count, int known, TryHash hashOf)
    {
        if (count + 1L <= Most(_slots.Length)) return;
        int bits = BitOperations.Log2((uint)_slots.Length);
        while (count + 1L > Most(1L << bits)) bits++;
        // Written to from begin to end before slots here and there are read, which would take each page twice.
        uint[] larger = GC.AllocateUninitializedArray<uint>(1 << bits);
        Array.Clear(larger);
        for (int number = 0; number < known; number++)
            if (hashOf(number, out ulong hash)) Put(larger, hash, number);
        Volatile.Write(ref _slots, larger);
    }

    /// <summary>
    /// Adds a number that is not there yet, and for which there is room. Readers find it from here on.
    /// </summary>
    public void Add(ulong hash, int number) => Put(_slots, hash, number);

    /// <summary>Gives the hash of a number.</summary>
    public delegate bool TryHash(int number, out ulong hash);

    private static long Most(long slots) => slots / 4 * 3;

    private static void Put(uint[] slots, ulong hash, int number)
    {
        uint mask = (uint)slots.Length - 1, at = (uint)hash & mask;
        uint slot = ((uint)(hash >> 32) & ~mask) | ((uint)number + 1);
        while (slots[at] != 0) at = (at + 1) & mask;
        Volatile.Write(ref slots[at], slot);
    }

    /// <summary>Walks the numbers whose bits of the hash are the same; mostly one.</summary>
    public ref struct Candidates(uint[] slots, ulong hash)
    {
        private readonly uint _mask = (uint)slots.Length - 1;
        private readonly uint _tag = (uint)(hash >> 32);
        private uint _at = (uint)hash;

        public bool Next(out int number)
        {
            while (true)
            {
                uint slot = Volatile.Read(ref slots[_at & _mask]);
                number = (int)(slot & _mask) - 1;
                if (slot == 0) return false;
                _at++;
                if (((slot ^ _tag) & ~_mask) == 0) return true;
            }
        }
    }
}
