using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;

namespace Recsys.Snapshots.TwoTower;

/// <summary><c>item_embeddings.f32</c>: the item tower's vectors by model row, float32, little-endian, nothing
/// else.</summary>
internal static class ItemVectorsFile
{
    private const int StepBytes = 1 << 19;

    /// <summary>
    /// Makes a table by catalogue row. Where the model's rows follow one another as the catalogue's do, which is
    /// nearly everywhere, vectors stay in the file and are mapped; the others are copied.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Connects model rows to catalogue rows.</param>
    /// <param name="count">Rows of the table; those the model does not know have zeros.</param>
    /// <exception cref="InvalidDataException">The file's length is not that of a whole number of vectors.</exception>
    public static ItemVectors Load(string path, ModelRows rows, int count)
    {
        int dimension = DimensionOf(path, rows.Count);
        var file = new MappedColumn<float>(path);
        int[] inFile = Blocks(rows, count);
        var vectors = ItemVectors.Map(count, dimension, file, inFile);
        int step = Math.Max(1, StepBytes / (dimension * sizeof(float)));
        // In the file's order, whatever the catalogue's is.
        BlockWork.Run(rows.Count, step, (from, to) =>
        {
            for (int model = from; model < to; model++)
            {
                int row = rows.ToCatalogue(model);
                if ((uint)row < (uint)count && inFile[row / ItemVectors.BlockRows] < 0)
                    file.Slice((long)model * dimension, dimension).CopyTo(vectors.Built(row));
            }
        });
        BlockWork.Run(count, step, (from, to) =>
        {
            for (int row = from; row < to; row++)
                if (inFile[row / ItemVectors.BlockRows] < 0 && rows.ToModel(row) < 0) vectors.Built(row).Clear();
        });
        return vectors;
    }

    /// <summary>Numbers of a vector, by the file's length.</summary>
    /// <param name="path">The file.</param>
    /// <param name="products">Products of the model.</param>
    /// <exception cref="InvalidDataException">It is not that of a whole number of vectors.</exception>
    public static int DimensionOf(string path, int products)
    {
        long length = new FileInfo(path).Length, width = (long)products * sizeof(float);
        if (width == 0 || length == 0 || length % width != 0 || length / width > short.MaxValue)
            throw new InvalidDataException($"{Path.GetFileName(path)} has {length} bytes for {products} products.");
        return (int)(length / width);
    }

    // The model row of each block's first row where all of them follow one another in the model, too.
    private static int[] Blocks(ModelRows rows, int count)
    {
        int size = ItemVectors.BlockRows;
        var inFile = new int[(int)((count + (long)size - 1) / size)];
        BlockWork.Run(inFile.Length, block =>
        {
            int from = block * size, to = (int)Math.Min(count, (long)from + size), first = rows.ToModel(from);
            bool follow = first >= 0;
            for (int row = from + 1; row < to && follow; row++) follow = rows.ToModel(row) == first + row - from;
            inFile[block] = follow ? first : -1;
        });
        return inFile;
    }
}
