using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// Records of numbers of which most are 0, without the zeros: a bit for each number says whether it is there. Records
/// of one size lie in places that are used again. One writer; a reader may look at a place that was given to another
/// record meanwhile, gets whatever is there or is told that it cannot be, and has to ask its row's version.
/// </summary>
internal sealed class ActivityRecords
{
    private const int SlabBits = 16, SlabNumbers = 1 << SlabBits;
    // Sizes rise by this many numbers: fewer sizes find freed places more often.
    private const int Step = 2;
    private readonly int _slots, _masks;
    private readonly Stack<int>[] _free;
    private long[]?[] _slabs = new long[]?[16];
    private int _end;

    /// <summary>Makes room for records of a number of numbers.</summary>
    public ActivityRecords(int slots)
    {
        _slots = slots;
        _masks = (slots + 63) / 64;
        _free = [.. Enumerable.Range(0, ((_masks + slots) / Step) + 2).Select(_ => new Stack<int>())];
    }

    /// <summary>Bytes taken.</summary>
    public long Bytes => ((_end + (long)SlabNumbers - 1) >> SlabBits) * SlabNumbers * sizeof(long);

    /// <summary>Writes a record, where it was before if that has its size.</summary>
    /// <param name="place">Where it was; 0 for a new one.</param>
    /// <param name="numbers">All of its numbers.</param>
    /// <returns>Where it is.</returns>
    // At a start it is called for millions of products before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(int place, ReadOnlySpan<long> numbers)
    {
        Span<ulong> masks = stackalloc ulong[_masks];
        int needed = _masks;
        for (int mask = 0; mask < _masks; mask++)
        {
            masks[mask] = MaskOf(numbers[(mask * 64)..Math.Min(_slots, (mask + 1) * 64)]);
            needed += BitOperations.PopCount(masks[mask]);
        }
        int size = (needed + Step - 1) / Step;
        int before = place == 0 ? 0 : SizeAt(place);
        if (before != size)
        {
            if (before > 0) _free[before].Push(place);
            place = Take(size);
        }
        Put(place, numbers, masks);
        return place;
    }

    /// <summary>Reads one number.</summary>
    /// <returns>False where no record can be: the place was given to another.</returns>
    public bool TryRead(int place, int slot, out long number)
    {
        number = 0;
        var (slab, at) = Find(place);
        int index = at + _masks;
        for (int mask = 0; mask < slot / 64; mask++) index += BitOperations.PopCount(MaskAt(slab, at + mask));
        ulong last = MaskAt(slab, at + (slot / 64)), bit = 1ul << (slot % 64);
        if ((last & bit) == 0) return true;
        index += BitOperations.PopCount(last & (bit - 1));
        if (index >= slab.Length) return false;
        number = Volatile.Read(ref slab[index]);
        return true;
    }

    private static ulong MaskAt(long[] slab, int at) => (ulong)Volatile.Read(ref slab[at]);

    private int SizeAt(int place)
    {
        var (slab, at) = Find(place);
        int needed = _masks;
        for (int mask = 0; mask < _masks; mask++) needed += BitOperations.PopCount(MaskAt(slab, at + mask));
        return (needed + Step - 1) / Step;
    }

    // Each number is stored behind what its row's version says, or a reader could take a new one for an old one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Put(int place, ReadOnlySpan<long> numbers, ReadOnlySpan<ulong> masks)
    {
        var (slab, at) = Find(place);
        int index = at + _masks;
        for (int mask = 0; mask < masks.Length; mask++)
        {
            for (ulong left = masks[mask]; left != 0; left &= left - 1)
                Volatile.Write(ref slab[index++], numbers[(mask * 64) + BitOperations.TrailingZeroCount(left)]);
            Volatile.Write(ref slab[at + mask], (long)masks[mask]);
        }
    }

    // A bit for each of up to 64 numbers that is not 0. At start this is done for millions of records, of which most
    // numbers are 0.
    private static ulong MaskOf(ReadOnlySpan<long> numbers)
    {
        ulong bits = 0;
        int at = 0;
        for (; at + Vector256<long>.Count <= numbers.Length; at += Vector256<long>.Count)
        {
            var zero = Vector256.Equals(Vector256.Create(numbers[at..]), Vector256<long>.Zero);
            bits |= (ulong)(~zero.ExtractMostSignificantBits() & 0xF) << at;
        }
        for (; at < numbers.Length; at++) bits |= numbers[at] != 0 ? 1ul << at : 0;
        return bits;
    }

    private int Take(int size)
    {
        if (_free[size].TryPop(out int place)) return place;
        int numbers = size * Step;
        // No record lies in two slabs.
        if ((_end & (SlabNumbers - 1)) + numbers > SlabNumbers) _end = (_end | (SlabNumbers - 1)) + 1;
        int slab = _end >> SlabBits;
        if (slab >= _slabs.Length)
        {
            var larger = new long[]?[_slabs.Length * 2];
            _slabs.CopyTo(larger, 0);
            Volatile.Write(ref _slabs, larger);
        }
        if (_slabs[slab] is null) Volatile.Write(ref _slabs[slab], new long[SlabNumbers]);
        // 0 stands for no place.
        place = _end + 1;
        _end = checked(_end + numbers);
        return place;
    }

    private (long[] Slab, int At) Find(int place) =>
        (Volatile.Read(ref Volatile.Read(ref _slabs)[(place - 1) >> SlabBits])!, (place - 1) & (SlabNumbers - 1));
}
