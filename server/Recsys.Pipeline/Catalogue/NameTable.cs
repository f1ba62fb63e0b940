namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// Names that many products share, numbered from 1 in the order met; 0 stands for none. A name keeps its number, also
/// when no product has it any more. Readers never wait.
/// </summary>
public sealed class NameTable
{
    private const int BlockBits = 8, BlockNames = 1 << BlockBits;
    private readonly Lock _gate = new();
    private readonly RecordArena _texts = new();
    private readonly HashSlots _slots = new();
    private Entry[]?[] _blocks = new Entry[]?[1];
    private int _count;

    internal NameTable()
    {
    }

    /// <summary>Names there are; the highest number.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Bytes of memory it takes.</summary>
    public long Bytes => _texts.Bytes + _slots.Bytes + ((long)_blocks.Length * BlockNames * 24);

    /// <summary>The number of a name.</summary>
    /// <returns>0 where no product has or had it.</returns>
    public int Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Find(Utf8.Of(name, stackalloc byte[Utf8.OnStack]));
    }

    /// <summary>The number of a name in UTF-8.</summary>
    /// <returns>0 where no product has or had it.</returns>
    public int Find(ReadOnlySpan<byte> utf8Name) => Find(utf8Name, IdHash.Of(utf8Name));

    /// <summary>The number of the name that has a hash (<see cref="IdHash"/>).</summary>
    /// <returns>0 where no product has or had one.</returns>
    public int FindHash(ulong hash)
    {
        var candidates = _slots.Find(hash);
        while (candidates.Next(out int number))
            if (At(number + 1).Hash == hash) return number + 1;
        return 0;
    }

    /// <summary>The name of a number in UTF-8; empty for 0 and for numbers not given out.</summary>
    public ReadOnlySpan<byte> Name(int number) => (uint)(number - 1) < (uint)Count ? Text(At(number)) : [];

    /// <summary>Hash of the name (<see cref="IdHash"/>), as online features count it; 0 for number 0.</summary>
    public ulong Hash(int number) => (uint)(number - 1) < (uint)Count ? At(number).Hash : 0;

    /// <summary>The number of a name, which gets one where it has none. Any thread.</summary>
    internal int Add(ReadOnlySpan<byte> utf8Name)
    {
        ulong hash = IdHash.Of(utf8Name);
        int known = Find(utf8Name, hash);
        if (known > 0) return known;
        lock (_gate)
        {
            known = Find(utf8Name, hash);
            if (known > 0) return known;
            int number = _count + 1;
            _slots.Reserve(number, _count, HashAt);
            Place(number) = new Entry { Hash = hash, Address = _texts.Append(utf8Name), Length = utf8Name.Length };
            Volatile.Write(ref _count, number);
            _slots.Add(hash, number - 1);
            return number;
        }
    }

    private int Find(ReadOnlySpan<byte> name, ulong hash)
    {
        var candidates = _slots.Find(hash);
        while (candidates.Next(out int number))
        {
            ref readonly var entry = ref At(number + 1);
            if (entry.Hash == hash && Text(entry).SequenceEqual(name)) return number + 1;
        }
        return 0;
    }

    private bool HashAt(int index, out ulong hash)
    {
        hash = At(index + 1).Hash;
        return true;
    }

    private ReadOnlySpan<byte> Text(in Entry entry)
    {
        // Nothing is ever moved out of this arena.
        _texts.TryRead(entry.Address, out var from);
        return from[..entry.Length];
    }

    private ref readonly Entry At(int number)
    {
        var blocks = Volatile.Read(ref _blocks);
        return ref blocks[(number - 1) >> BlockBits]![(number - 1) & (BlockNames - 1)];
    }

    private ref Entry Place(int number)
    {
        int block = (number - 1) >> BlockBits;
        if (block >= _blocks.Length)
        {
            var larger = new Entry[]?[_blocks.Length * 2];
            _blocks.CopyTo(larger, 0);
            Volatile.Write(ref _blocks, larger);
        }
        return ref (_blocks[block] ??= new Entry[BlockNames])[(number - 1) & (BlockNames - 1)];
    }

    private struct Entry
    {
        public ulong Hash;
        public long Address;
        public int Length;
    }
}
