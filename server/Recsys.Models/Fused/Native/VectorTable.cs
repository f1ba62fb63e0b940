using System.Runtime.Intrinsics.X86;

namespace Recsys.Models.Fused;

/// <summary>An embedding table: as it was trained where it is small, with 16 bits a value where it is large.</summary>
internal sealed unsafe class VectorTable : IDisposable
{
    private readonly AlignedFloats? _floats;
    private readonly Int16Table? _packed;
    private readonly int _rows;
    private readonly int _dimension;

    private VectorTable(int rows, int dimension, bool packed)
    {
        (_rows, _dimension) = (rows, dimension);
        if (packed) _packed = new Int16Table(rows, dimension);
        else _floats = new AlignedFloats(rows * dimension);
    }

    /// <summary>Bytes of its values.</summary>
    public long Bytes => _packed?.Bytes ?? (long)_rows * _dimension * sizeof(float);

    /// <summary>Whether it does not stay in the near caches, which the layers' weights fill, so that its rows are worth
    /// asking for ahead.</summary>
    public bool IsLarge => Bytes > 128 << 10;

    /// <summary>Copies a table out of a module, a few rows at a time where it is large.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">Name of the table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="dimension">Numbers of a row.</param>
    /// <param name="exactRows">Most rows of a table that is kept as it was trained.</param>
    public static VectorTable Read(TorchModule module, string name, int rows, int dimension, int exactRows)
    {
        const int Piece = 8192;
        var table = new VectorTable(rows, dimension, rows > exactRows);
        if (table._packed is null)
        {
            module.ReadParameter(name, 0, table._floats!.Span);
            return table;
        }
        try
        {
            var piece = new float[Piece * dimension];
            for (int row = 0; row < rows; row += Piece)
            {
                var values = piece.AsSpan(0, Math.Min(Piece, rows - row) * dimension);
                module.ReadParameter(name, (long)row * dimension, values);
                table._packed.Append(values);
            }
            return table;
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Where a row's numbers lie, or, for a table of 16 bits, where they were written to.</summary>
    /// <param name="id">The row.</param>
    /// <param name="room">Room for a row.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public float* At(long id, float* room)
    {
        if ((ulong)id >= (ulong)_rows) Refuse(id);
        if (_floats is not null) return _floats.First + (id * _dimension);
        _packed!.Read((int)id, new Span<float>(room, _dimension));
        return room;
    }

    /// <summary>Asks for a row some time before it is read.</summary>
    public void Prefetch(long id)
    {
        if ((ulong)id >= (ulong)_rows) return;
        if (_packed is not null) _packed.Prefetch((int)id);
        else if (Sse.IsSupported)
        {
            float* from = _floats!.First + (id * _dimension);
            // Into the second cache: rows of many tables for a block of products would not fit into the first.
            for (int at = 0; at < _dimension; at += 64 / sizeof(float)) Sse.Prefetch1(from + at);
        }
    }

    public void Dispose() => _packed?.Dispose();

    private void Refuse(long id) => throw new ArgumentOutOfRangeException(
        nameof(id), id, $"The table has {_rows} rows.");
}
