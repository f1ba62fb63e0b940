using System.Buffers.Binary;
using System.Text;

namespace Recsys.Training.Import.Rows;

/// <summary>
/// Gives each distinct UTF-8 string a number, from 0 in order of first appearance. Looking up a known one allocates
/// nothing; .NET strings are made when asked for.
/// </summary>
internal sealed class Utf8Vocabulary
{
    private readonly List<byte[]> _chunks = [];
    private readonly List<string?> _strings = [];
    private readonly List<Word> _words = [];
    private int[] _slots = NewSlots(1024);
    private int _chunkUsed;

    private const int ChunkBytes = 64 * 1024;

    private readonly record struct Word(int Chunk, int Start, int Length, uint Hash);

    public int Count => _words.Count;

    public string this[int number] => _strings[number] ??= Encoding.UTF8.GetString(Bytes(number));

    public ReadOnlySpan<byte> Bytes(int number)
    {
        var word = _words[number];
        return _chunks[word.Chunk].AsSpan(word.Start, word.Length);
    }

    public int GetOrAdd(ReadOnlySpan<byte> utf8)
    {
        uint hash = Hash(utf8);
        int slot = Find(utf8, hash);
        if (_slots[slot] >= 0) return _slots[slot];
        Add(utf8, hash, slot);
        return _words.Count - 1;
    }

    /// <summary>The number of a known string, or −1.</summary>
    public int NumberOf(ReadOnlySpan<byte> utf8) => _slots[Find(utf8, Hash(utf8))];

    /// <summary>The slot a string is in, or the empty one where it would go.</summary>
    private int Find(ReadOnlySpan<byte> utf8, uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        for (; _slots[slot] >= 0; slot = (slot + 1) & mask)
        {
            int number = _slots[slot];
            if (_words[number].Hash == hash && Bytes(number).SequenceEqual(utf8)) break;
        }
        return slot;
    }

    private void Add(ReadOnlySpan<byte> utf8, uint hash, int slot)
    {
        if (_chunks.Count == 0 || _chunks[^1].Length - _chunkUsed < utf8.Length)
        {
            _chunks.Add(new byte[Math.Max(ChunkBytes, utf8.Length)]);
            _chunkUsed = 0;
        }
        utf8.CopyTo(_chunks[^1].AsSpan(_chunkUsed));
        _slots[slot] = _words.Count;
        _words.Add(new Word(_chunks.Count - 1, _chunkUsed, utf8.Length, hash));
        _strings.Add(null);
        _chunkUsed += utf8.Length;
        if (_words.Count * 2 > _slots.Length) Grow();
    }

    private void Grow()
    {
        _slots = NewSlots(_slots.Length * 2);
        int mask = _slots.Length - 1;
        for (int number = 0; number < _words.Count; number++)
        {
            int slot = (int)_words[number].Hash & mask;
            while (_slots[slot] >= 0) slot = (slot + 1) & mask;
            _slots[slot] = number;
        }
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[count];
        Array.Fill(slots, -1);
        return slots;
    }

    /// <summary>Multiply and fold, eight bytes at a time: ids are short, so start-up cost decides.</summary>
    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        const ulong factor = 0x9E37_79B9_7F4A_7C15;
        ulong hash = (ulong)bytes.Length * factor;
        for (; bytes.Length >= 8; bytes = bytes[8..]) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        ulong tail = 0;
        for (int i = 0; i < bytes.Length; i++) tail |= (ulong)bytes[i] << (8 * i);
        hash = Mix(hash ^ tail);
        return (uint)(hash ^ (hash >> 32));

        static ulong Mix(ulong value)
        {
            ulong high = Math.BigMul(value ^ 0xD6E8_FEB8_6659_FD93, factor, out ulong low);
            return high ^ low;
        }
    }
}
