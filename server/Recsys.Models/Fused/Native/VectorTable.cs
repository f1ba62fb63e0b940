using System.Runtime.Intrinsics.X86;

namespace Recsys.Models.Fused;

/// <summary>An embedding table: as it was trained where it is small, with 16 bits a value where it is large.</summary>
internal sealed unsafe class VectorTable : IDisposable
{
    private readonly AlignedFloats? _floats;
    private readonly Int16Table? _packed;
    private readonly int _rows;
    private readonly int _dimension;

    private VectorTable(int rows, int dimension, AlignedFloats? floats, Int16Table? packed) =>
        (_rows, _dimension, _floats, _packed) = (rows, dimension, floats, packed);

    /// <summary>Bytes of its values.</summary>
    public long Bytes => _packed?.Bytes ?? (long)_rows * _dimension * sizeof(float);

    /// <summary>Whether it does not stay in the near caches, which the layers' weights fill, so that its rows are worth
    /// asking for ahead.</summary>
    public bool IsLarge => Bytes > 128 << 10;

    /// <summary>Copies a table out of a module, by all processors where it is large.</summary>
    /// <param name="module">The module.</param>
    /// <param name="name">Name of the table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="dimension">Numbers of a row.</param>
    /// <param name="exactRows">Most rows of a table that is kept as it was trained.</param>
    /// <param name="stored">File of the table with 16 bits a value; null where there is none.</param>
    public static VectorTable Read(
        TorchModule module, string name, int rows, int dimension, int exactRows, string? stored)
    {
        if (rows <= exactRows)
        {
            var floats = new AlignedFloats(rows * dimension);
            module.ReadParameter(name, 0, floats.Span);
            return new VectorTable(rows, dimension, floats, null);
        }
        var packed = stored is not null
            ? Int16TableFile.Map(stored, rows, dimension)
            : Int16Table.Of(
                rows, dimension, (row, values) => module.ReadParameter(name, (long)row * dimension, values));
        return new VectorTable(rows, dimension, null, packed);
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
