using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;

namespace Recsys.VectorIndex;

/// <content>
/// The lists as they are served, in a file that is mapped: a server that starts need not make bytes of all vectors
/// again. Little-endian: the letters <c>RECSYSIX</c>, the format 1, numbers of a vector, lists and products as int32
/// each; from byte 64 how many products each list has, as int32; from the next multiple of 64 the centroids, float32;
/// and from the next one the lists, one after another, each as it lies in memory (<see cref="CodedList"/>): blocks of
/// codes, scales, rows of the model.
/// </content>
public sealed partial class ListIndex
{
    private const int FileFormat = 1, CountsAt = 64, FileAlignment = 64, HeaderInts = 4;

    private static ReadOnlySpan<byte> FileLetters => "RECSYSIX"u8;

    /// <summary>Writes the lists of an index of a whole model, whose rows are the model's.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    public void Save(string path)
    {
        var view = Volatile.Read(ref _view);
        var lists = view.Lists;
        using var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        var header = new byte[CountsAt];
        FileLetters.CopyTo(header);
        int[] numbers = [FileFormat, Dimension, lists.Length, view.Count];
        for (int i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(FileLetters.Length + (i * sizeof(int))), numbers[i]);
        RandomAccess.Write(file, header, 0);
        int[] counts = [.. lists.Select(list => list.Count)];
        RandomAccess.Write(file, MemoryMarshal.AsBytes<int>(counts), CountsAt);
        RandomAccess.Write(file, MemoryMarshal.AsBytes<float>(_centroidValues), CentroidsAt(lists.Length));
        long at = ListsAt(lists.Length, Dimension);
        foreach (var list in lists)
        {
            RandomAccess.Write(file, list.Span, at);
            at += list.Bytes;
        }
    }

    /// <summary>
    /// Opens an index that was saved; its lists stay in their file where the catalogue's rows are the model's, and are
    /// copied where they are not. The file may be removed, but must not be written to or cut short. Its checksum is the
    /// version's, compared when that is opened; of some lists the codes are compared with the vectors here.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Catalogue row by row of the model; −1 leaves the product out.</param>
    /// <param name="vectors">The vectors by catalogue row.</param>
    /// <param name="probes">What was measured of the index; null where nothing was.</param>
    /// <exception cref="InvalidDataException">It is no such file, is cut short, or not of these products and vectors.
    /// </exception>
    public static ListIndex Map(string path, ReadOnlyMemory<int> rows, ItemVectors vectors, ProbeTable? probes)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        string name = System.IO.Path.GetFileName(path);
        var file = new MappedColumn<byte>(path);
        if (file.Length < CountsAt || !file.Slice(0, FileLetters.Length).SequenceEqual(FileLetters))
            throw new InvalidDataException($"{name} holds no lists.");
        var numbers = MemoryMarshal.Cast<byte, int>(file.Slice(FileLetters.Length, HeaderInts * sizeof(int)));
        if (numbers[0] != FileFormat)
            throw new InvalidDataException($"{name} is of format {numbers[0]}, this build reads format {FileFormat}.");
        if (numbers[1] != vectors.Dimension || numbers[3] != rows.Length)
        {
            throw new InvalidDataException(
                $"{name} is of {numbers[3]} products with vectors of {numbers[1]} numbers, the version's are "
                + $"{rows.Length} of {vectors.Dimension}.");
        }
        var counts = CountsOf(file, numbers[2], rows.Length, vectors.Dimension)
            ?? throw new InvalidDataException($"{name} is damaged: its lists are not what it says.");
        var centroids = MemoryMarshal.Cast<byte, float>(
            file.Slice(CentroidsAt(counts.Length), counts.Length * vectors.Dimension * sizeof(float))).ToArray();
        return Of(ListsOf(file, counts, rows.Span, vectors), centroids, vectors, probes);
    }

    // Null where lengths do not come to those of the file.
    private static int[]? CountsOf(MappedColumn<byte> file, int lists, int products, int dimension)
    {
        if (lists < 1 || file.Length < ListsAt(lists, dimension)) return null;
        int[] counts = MemoryMarshal.Cast<byte, int>(file.Slice(CountsAt, lists * sizeof(int))).ToArray();
        long at = ListsAt(lists, dimension), sum = 0;
        foreach (int count in counts)
        {
            if (count < 0 || count > products) return null;
            sum += count;
            at += CodedList.BytesOf(count, dimension);
        }
        return sum == products && at == file.Length ? counts : null;
    }

    private static CodedList[] ListsOf(
        MappedColumn<byte> file, int[] counts, ReadOnlySpan<int> rows, ItemVectors vectors)
    {
        bool same = true;
        for (int i = 0; i < rows.Length && same; i++) same = rows[i] == i;
        var lists = new CodedList[counts.Length];
        long at = ListsAt(counts.Length, vectors.Dimension);
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = new CodedList(file, at, counts[i], vectors.Dimension);
            at += lists[i].Bytes;
            if (!same) lists[i] = lists[i].Renamed(rows);
        }
        return lists;
    }

    // Connects lists, whose rows are not believed yet, with the vectors.
    private static ListIndex Of(CodedList[] lists, float[] centroids, ItemVectors vectors, ProbeTable? probes)
    {
        var listOf = new int[vectors.Rows];
        Array.Fill(listOf, -1);
        int count = 0;
        BlockWork.Run(lists.Length, list =>
        {
            var members = lists[list].RowSpan;
            foreach (int row in members)
            {
                if ((uint)row >= (uint)listOf.Length)
                    throw new InvalidDataException($"The product of row {row} has no vector.");
                if (Interlocked.CompareExchange(ref listOf[row], list, -1) != -1)
                    throw new InvalidDataException($"The index holds the product of row {row} twice.");
            }
            // Lists and vectors may each be whole and yet of different trainings.
            bool compare = list % Math.Max(lists.Length / Compared, 1) == 0;
            if (compare && !new CodedList(members, vectors).CodedSpan.SequenceEqual(lists[list].CodedSpan))
                throw new InvalidDataException("The index and the vectors are not of the same training.");
            Interlocked.Add(ref count, members.Length);
        });
        return new ListIndex(new ListsView(lists, vectors, count), centroids, listOf, probes);
    }

    private static long CentroidsAt(int lists) => Aligned(CountsAt + ((long)lists * sizeof(int)));

    private static long ListsAt(int lists, int dimension) =>
        Aligned(CentroidsAt(lists) + ((long)lists * dimension * sizeof(float)));

    private static long Aligned(long bytes) => (bytes + FileAlignment - 1) & -FileAlignment;
}
