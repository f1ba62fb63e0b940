using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;

namespace Recsys.VectorIndex;

/// <summary>
/// The products of one inverted list: rows and vectors as one byte a number, with one scale a vector. Sixteen vectors
/// make a block, in which the same four numbers of all sixteen lie side by side, so that a register holds four products
/// of eight vectors and nothing is added across it. A byte is the number divided by the scale, plus 128. Immutable: a
/// change makes another list. Its memory is outside of what the collector moves.
/// </summary>
internal sealed unsafe class CodedList
{
    /// <summary>Vectors of a block.</summary>
    public const int BlockRows = 16;

    /// <summary>Numbers of a vector that lie together.</summary>
    public const int Group = 4;

    private const int Alignment = 64;
    private const byte Zero = 128;
    private const float LargestCode = 127;
    // Vectors of a list lie anywhere in memory: so many are asked for before they are read.
    private const int Ahead = 8, LineBytes = 64;
    // The lowest byte of each of four numbers.
    private static readonly Vector128<byte> Lowest =
        Vector128.Create((byte)0, 4, 8, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    // Holds the memory that the pointers lead to: an array or a mapped file.
    private readonly object _memory;

    /// <summary>Makes a list of vectors.</summary>
    /// <param name="rows">Catalogue rows.</param>
    /// <param name="vectors">The vectors by catalogue row.</param>
    public CodedList(ReadOnlySpan<int> rows, ItemVectors vectors)
        : this(rows.Length, vectors.Dimension)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (i + Ahead < rows.Length) Fetch(vectors[rows[i + Ahead]]);
            Put(i, rows[i], vectors[rows[i]]);
        }
        Pad();
    }

    /// <summary>Makes a list of vectors that have no rows but their positions.</summary>
    /// <param name="vectors">Vectors, one after another.</param>
    /// <param name="dimension">Numbers of each.</param>
    public CodedList(ReadOnlySpan<float> vectors, int dimension)
        : this(vectors.Length / dimension, dimension)
    {
        for (int i = 0; i < Count; i++) Put(i, i, vectors.Slice(i * dimension, dimension));
        Pad();
    }

    private CodedList(int count, int dimension)
    {
        Count = count;
        Dimension = dimension;
        Blocks = BlocksOf(count);
        Groups = GroupsOf(dimension);
        byte[] memory = GC.AllocateUninitializedArray<byte>((int)Bytes + Alignment, pinned: true);
        _memory = memory;
        fixed (byte* start = memory)
        {
            Codes = (byte*)(((nuint)start + Alignment - 1) / Alignment * Alignment);
            Scales = (float*)(Codes + CodeBytes);
            Rows = (int*)(Codes + CodeBytes + ColumnBytes);
        }
    }

    /// <summary>Takes a list over that lies in a file as <see cref="Span"/> gives it, its rows included.</summary>
    /// <param name="file">The file.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="count">Vectors.</param>
    /// <param name="dimension">Numbers of each.</param>
    public CodedList(MappedColumn<byte> file, long at, int count, int dimension)
    {
        (Count, Dimension, _memory) = (count, dimension, file);
        Blocks = BlocksOf(count);
        Groups = GroupsOf(dimension);
        // Throws where the file ends before the list does; an empty list has no place.
        if (count == 0) return;
        file.At(at + Bytes - 1);
        Codes = file.At(at);
        Scales = (float*)(Codes + CodeBytes);
        Rows = (int*)(Codes + CodeBytes + ColumnBytes);
    }

    /// <summary>Bytes of a list.</summary>
    /// <param name="count">Vectors.</param>
    /// <param name="dimension">Numbers of each.</param>
    public static long BytesOf(int count, int dimension) =>
        (long)BlocksOf(count) * BlockRows * ((GroupsOf(dimension) * Group) + sizeof(float) + sizeof(int));

    /// <summary>Vectors.</summary>
    public int Count { get; }

    /// <summary>Numbers of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Blocks; what the last has too many is never found, since its scale is not a number.</summary>
    public int Blocks { get; }

    /// <summary>Groups of numbers of a vector.</summary>
    public int Groups { get; }

    /// <summary>Bytes it takes.</summary>
    public long Bytes => BytesOf(Count, Dimension);

    /// <summary>All of it as it lies in memory: blocks, scales, rows.</summary>
    public ReadOnlySpan<byte> Span => new(Codes, (int)Bytes);

    /// <summary>Codes and scales.</summary>
    public ReadOnlySpan<byte> CodedSpan => new(Codes, CodeBytes + ColumnBytes);

    /// <summary>The blocks; valid while the list is held.</summary>
    public byte* Codes { get; }

    /// <summary>A scale for each vector; valid while the list is held.</summary>
    public float* Scales { get; }

    /// <summary>A catalogue row for each vector; valid while the list is held.</summary>
    public int* Rows { get; }

    /// <summary>The catalogue rows.</summary>
    public ReadOnlySpan<int> RowSpan => new(Rows, Count);

    /// <summary>The same vectors under other rows.</summary>
    /// <param name="rows">Row by row; −1 leaves a product out.</param>
    /// <exception cref="InvalidDataException">A row is none of those.</exception>
    public CodedList Renamed(ReadOnlySpan<int> rows)
    {
        int kept = 0;
        foreach (int row in RowSpan)
        {
            if ((uint)row >= (uint)rows.Length)
                throw new InvalidDataException($"The index holds a product {row} of {rows.Length}.");
            if (rows[row] >= 0) kept++;
        }
        var renamed = new CodedList(kept, Dimension);
        for (int i = 0, at = 0; i < Count; i++)
        {
            if (rows[Rows[i]] < 0) continue;
            renamed.Copy(at, this, i);
            renamed.Rows[at++] = rows[Rows[i]];
        }
        renamed.Pad();
        return renamed;
    }

    /// <summary>The same list without some products and with others.</summary>
    /// <param name="without">Rows to leave out; those that are not there are passed over.</param>
    /// <param name="with">Rows to add.</param>
    /// <param name="vectors">The vectors by catalogue row.</param>
    public CodedList Changed(IReadOnlySet<int> without, ReadOnlySpan<int> with, ItemVectors vectors)
    {
        int kept = 0;
        for (int i = 0; i < Count; i++)
            if (!without.Contains(Rows[i])) kept++;
        var changed = new CodedList(kept + with.Length, Dimension);
        int at = 0;
        for (int i = 0; i < Count; i++)
            if (!without.Contains(Rows[i])) changed.Copy(at++, this, i);
        foreach (int row in with) changed.Put(at++, row, vectors[row]);
        changed.Pad();
        return changed;
    }

    /// <summary>Numbers of one vector as they are kept.</summary>
    /// <returns>The vector's scale.</returns>
    public float Read(int position, Span<float> values)
    {
        uint* at = Place(position);
        for (int i = 0; i < Dimension; i++)
        {
            uint four = at[i / Group * BlockRows];
            values[i] = ((int)(four >> (8 * (i % Group)) & 255) - Zero) * Scales[position];
        }
        return Scales[position];
    }

    private int CodeBytes => Blocks * BlockRows * Groups * Group;

    private int ColumnBytes => Blocks * BlockRows * sizeof(float);

    private static int BlocksOf(int count) => (count + BlockRows - 1) / BlockRows;

    private static int GroupsOf(int dimension) => (dimension + Group - 1) / Group;

    private uint* Place(int position) =>
        (uint*)(Codes + (position / BlockRows * BlockRows * Groups * Group)) + (position % BlockRows);

    private void Copy(int to, CodedList from, int position)
    {
        uint* target = Place(to), source = from.Place(position);
        for (int group = 0; group < Groups; group++) target[group * BlockRows] = source[group * BlockRows];
        Rows[to] = from.Rows[position];
        Scales[to] = from.Scales[position];
    }

    // At start it is called for millions of vectors within the second or two before the runtime would compile it anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Put(int position, int row, ReadOnlySpan<float> vector)
    {
        float largest = Largest(vector);
        float inverse = largest > 0 ? LargestCode / largest : 0;
        uint* target = Place(position);
        int whole = vector.Length / Group;
        fixed (float* values = vector)
        {
            for (int group = 0; group < whole; group++)
            {
                var scaled = Vector128.Round(Vector128.Load(values + (group * Group)) * inverse);
                var codes = Vector128.ConvertToInt32(scaled) + Vector128.Create((int)Zero);
                target[group * BlockRows] = Vector128.Shuffle(codes.AsByte(), Lowest).AsUInt32().ToScalar();
            }
        }
        if (whole < Groups)
        {
            uint four = 0;
            for (int i = 0; i < Group; i++)
            {
                int at = (whole * Group) + i;
                int code = at < vector.Length ? (int)MathF.Round(vector[at] * inverse) + Zero : Zero;
                four |= (uint)code << (8 * i);
            }
            target[whole * BlockRows] = four;
        }
        Rows[position] = row;
        Scales[position] = largest / LargestCode;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Largest(ReadOnlySpan<float> vector)
    {
        var wide = MemoryMarshal.Cast<float, Vector<float>>(vector);
        var most = Vector<float>.Zero;
        foreach (var part in wide) most = Vector.Max(most, Vector.Abs(part));
        float largest = 0;
        for (int i = 0; i < Vector<float>.Count; i++) largest = Math.Max(largest, most[i]);
        for (int i = wide.Length * Vector<float>.Count; i < vector.Length; i++)
            largest = Math.Max(largest, Math.Abs(vector[i]));
        return largest;
    }

    private static void Fetch(ReadOnlySpan<float> vector)
    {
        if (!Sse.IsSupported) return;
        fixed (float* first = vector)
            for (int at = 0; at < vector.Length * sizeof(float); at += LineBytes) Sse.Prefetch1((byte*)first + at);
    }

    private void Pad()
    {
        for (int i = Count; i < Blocks * BlockRows; i++)
        {
            uint* target = Place(i);
            for (int group = 0; group < Groups; group++) target[group * BlockRows] = 0;
            Rows[i] = -1;
            Scales[i] = float.NaN;
        }
    }
}
