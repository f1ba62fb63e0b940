using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Recsys.Snapshots.Similar;

/// <summary>
/// The item vectors of a version, read one by one from their file; only their norms are in memory, since the index holds the
/// vectors already. Dispose closes the file.
/// </summary>
internal sealed class ItemVectors : IDisposable
{
    private const int RowsPerRead = 4096;
    private readonly SafeFileHandle _file;
    private readonly float[] _inverseNorms;

    private ItemVectors(SafeFileHandle file, int dimension, float[] inverseNorms)
    {
        _file = file;
        Dimension = dimension;
        _inverseNorms = inverseNorms;
    }

    public int Dimension { get; }

    public int Count => _inverseNorms.Length;

    /// <summary>1 / norm of a vector; 0 for a vector of zeros.</summary>
    public float InverseNorm(int row) => _inverseNorms[row];

    /// <summary>Opens a file of n vectors.</summary>
    /// <exception cref="InvalidDataException">It has another size, or a value that is not finite.</exception>
    public static ItemVectors Open(string path, int count, int dimension)
    {
        var file = File.OpenHandle(path);
        try
        {
            long expected = (long)count * dimension * sizeof(float);
            if (RandomAccess.GetLength(file) != expected)
                throw new InvalidDataException(
                    $"{Path.GetFileName(path)} has {RandomAccess.GetLength(file)} bytes; {count} vectors of {dimension} take {expected}.");
            return new ItemVectors(file, dimension, ReadInverseNorms(path, file, count, dimension));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads one vector.</summary>
    public void Read(int row, Span<float> vector) => Fill(_file, row, Dimension, vector[..Dimension]);

    public void Dispose() => _file.Dispose();

    private static float[] ReadInverseNorms(string path, SafeFileHandle file, int count, int dimension)
    {
        var norms = new float[count];
        var block = new float[Math.Min(RowsPerRead, Math.Max(count, 1)) * dimension];
        for (int from = 0; from < count; from += RowsPerRead)
        {
            int rows = Math.Min(RowsPerRead, count - from);
            Fill(file, from, dimension, block.AsSpan(0, rows * dimension));
            for (int i = 0; i < rows; i++)
            {
                float norm = TensorPrimitives.Norm<float>(block.AsSpan(i * dimension, dimension));
                if (!float.IsFinite(norm))
                    throw new InvalidDataException($"{Path.GetFileName(path)}: the vector of item {from + i} is not finite.");
                norms[from + i] = norm > 0 ? 1 / norm : 0;
            }
        }
        return norms;
    }

    private static void Fill(SafeFileHandle file, int row, int dimension, Span<float> values)
    {
        var bytes = MemoryMarshal.AsBytes(values);
        long offset = (long)row * dimension * sizeof(float);
        while (!bytes.IsEmpty)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0) throw new InvalidDataException("The file of item vectors ended while it was read.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
