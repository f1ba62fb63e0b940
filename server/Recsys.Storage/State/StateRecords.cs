using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using FASTER.core;

namespace Recsys.Storage.State;

/// <summary>
/// The records of a page of a FASTER log, in their order: a header of eight bytes, then key and value, each behind its
/// length of four bytes, the key filled up to eight bytes and the record as well. Zeros fill a page up.
/// </summary>
/// <remarks>
/// The same records as FASTER's own scan of memory gives, which needs a recovered store, copies each page twice and
/// takes a turn of its epoch for every record. Of what is on the disk alone, that scan leaves records out that were
/// being changed when they were written.
/// </remarks>
/// <param name="page">The page, from its first record.</param>
internal ref struct StateRecords(ReadOnlySpan<byte> page)
{
    private const int Header = sizeof(long), Length = sizeof(int), Alignment = 8;
    private ReadOnlySpan<byte> _rest = page;
    private int _at;
    private int _begin;
    private int _keyBytes;

    /// <summary>Where the record begins, in bytes from the first one's begin.</summary>
    public readonly int Place => _begin;

    /// <summary>Its key.</summary>
    public readonly ReadOnlySpan<byte> Key => _rest.Slice(_begin + Header + Length, _keyBytes);

    /// <summary>Whether it says that its key was deleted.</summary>
    public bool IsTombstone { get; private set; }

    /// <summary>Its value.</summary>
    public readonly ReadOnlySpan<byte> Value
    {
        get
        {
            int at = ValueAt(_begin, _keyBytes);
            return _rest.Slice(at + Length, LengthAt(_rest, at));
        }
    }

    /// <summary>Goes on to the next record that is valid. Where none fits any more, the page ends.</summary>
    /// <returns>False behind the last one.</returns>
    // At a start it is called for millions of records before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Next()
    {
        while (_at + Header + Length <= _rest.Length)
        {
            var info = MemoryMarshal.Read<RecordInfo>(_rest[_at..]);
            if (info.IsNull())
            {
                _at += Header;
                continue;
            }
            int keyBytes = LengthAt(_rest, _at + Header);
            long end = EndOf(info, ValueAt(_at, keyBytes));
            if (end > _rest.Length) return false;
            (_begin, _keyBytes, _at) = (_at, keyBytes, (int)(end + Alignment - 1) & -Alignment);
            // A record may have been written with the mark of a change that came after the checkpoint.
            info.ClearBitsForDiskImages();
            if (info.SkipOnScan) continue;
            IsTombstone = info.Tombstone;
            return true;
        }
        return false;
    }

    /// <summary>Goes back to a record that <see cref="Place"/> told of.</summary>
    public void MoveTo(int place)
    {
        (_begin, _keyBytes) = (place, LengthAt(_rest, place + Header));
        IsTombstone = MemoryMarshal.Read<RecordInfo>(_rest[place..]).Tombstone;
    }

    private readonly long EndOf(RecordInfo info, long valueAt)
    {
        if (valueAt + Length > _rest.Length) return long.MaxValue;
        long end = valueAt + Length + LengthAt(_rest, (int)valueAt);
        if (!info.Filler) return end;
        // Where a value became shorter, what is left behind it stands there.
        end = (end + sizeof(int) - 1) & -sizeof(int);
        return end + Length > _rest.Length ? long.MaxValue : end + LengthAt(_rest, (int)end);
    }

    private static int ValueAt(int record, int keyBytes) =>
        record + Header + ((Length + keyBytes + Alignment - 1) & -Alignment);

    // The two highest bits are marks of FASTER's.
    private static int LengthAt(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) & (int)(uint.MaxValue >> 2);
}
