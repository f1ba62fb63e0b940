using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;

namespace Recsys.Snapshots.TwoTower;

/// <summary><c>item_embeddings.f32</c>: the item tower's vectors by model row, float32, little-endian, nothing
/// else.</summary>
internal static class ItemVectorsFile
{
    private const int StepBytes = 1 << 19;

    [ThreadStatic]
    private static float[]? _step;

    /// <summary>Reads the vectors into a table by catalogue row, without a second copy of the table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Connects model rows to catalogue rows.</param>
    /// <param name="count">Rows of the table; those the model does not know have zeros.</param>
    /// <exception cref="InvalidDataException">The file's length is not that of a whole number of vectors.</exception>
    public static ItemVectors Load(string path, ModelRows rows, int count)
    {
        using var file = new ColumnFile(path);
        long width = (long)rows.Count * sizeof(float);
        if (width == 0 || file.Length == 0 || file.Length % width != 0 || file.Length / width > short.MaxValue)
            throw new InvalidDataException($"{file.Name} has {file.Length} bytes for {rows.Count} products.");
        int dimension = (int)(file.Length / width);
        var vectors = ItemVectors.Allocate(count, dimension);
        int step = Math.Max(1, StepBytes / (dimension * sizeof(float)));
        // In the file's order, whatever the catalogue's is: each piece goes through a core's cache to its rows.
        BlockWork.Run(rows.Count, step, (from, to) =>
        {
            int numbers = (to - from) * dimension;
            if (_step is null || _step.Length < numbers) _step = new float[numbers];
            file.Read((long)from * dimension * sizeof(float), _step.AsSpan(0, numbers));
            for (int model = from; model < to; model++)
            {
                int row = rows.ToCatalogue(model);
                if ((uint)row < (uint)count)
                    _step.AsSpan((model - from) * dimension, dimension).CopyTo(vectors.Built(row));
            }
        });
        BlockWork.Run(count, step, (from, to) =>
        {
            for (int row = from; row < to; row++)
                if (rows.ToModel(row) < 0) vectors.Built(row).Clear();
        });
        return vectors;
    }
}
