using System.Numerics;
using System.Runtime.InteropServices;
using Recsys.Pipeline.Files;

namespace Recsys.Pipeline.Features;

/// <summary>The item tower's vectors by row, one after the other. Immutable.</summary>
public sealed class ItemVectors
{
    private readonly RowColumn<float> _values;

    /// <summary>Makes a table of vectors, which is kept, not copied.</summary>
    /// <param name="values">Rows × <paramref name="dimension"/> finite numbers.</param>
    /// <param name="dimension">Size of a vector, above 0.</param>
    public ItemVectors(float[] values, int dimension)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
            throw new ArgumentException("Not a whole number of vectors.", nameof(values));
        _values = new RowColumn<float>(values, dimension);
    }

    private ItemVectors(RowColumn<float> values) => _values = values;

    /// <summary>Size of a vector.</summary>
    public int Dimension => _values.Width;

    /// <summary>Vectors.</summary>
    public int Rows => _values.Rows;

    /// <summary>Rows of a block of <see cref="Map"/>.</summary>
    public static int BlockRows => RowColumn<float>.BlockRows;

    /// <summary>One vector.</summary>
    public ReadOnlySpan<float> this[int row] => _values[row];

    /// <summary>Makes a table to be filled through <see cref="Built"/> before anyone else sees it; the numbers are
    /// whatever the memory held.</summary>
    /// <param name="rows">Vectors.</param>
    /// <param name="dimension">Size of a vector, above 0.</param>
    public static ItemVectors Allocate(int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        return new ItemVectors(RowColumn<float>.Allocate(rows, dimension));
    }

    /// <summary>Makes a table of which some blocks of rows lie in a file of vectors as they are; the others are to be
    /// filled.</summary>
    /// <param name="rows">Vectors.</param>
    /// <param name="dimension">Size of a vector, above 0.</param>
    /// <param name="file">Vectors, one after another.</param>
    /// <param name="inFile">For each block of <see cref="BlockRows"/> rows which vector of the file its first is, or −1
    /// for one that is to be filled.</param>
    /// <exception cref="ArgumentException">There is no place for each block.</exception>
    public static ItemVectors Map(int rows, int dimension, MappedColumn<float> file, ReadOnlySpan<int> inFile)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (inFile.Length != RowColumn<float>.BlocksOf(rows))
            throw new ArgumentException("One place for each block of rows.", nameof(inFile));
        var places = new long[inFile.Length];
        for (int i = 0; i < places.Length; i++) places[i] = inFile[i] < 0 ? -1 : (long)inFile[i] * dimension;
        bool any = inFile.ContainsAnyExceptInRange(int.MinValue, -1);
        return new ItemVectors(RowColumn<float>.Allocate(rows, dimension, any ? file : null, any ? places : []));
    }

    /// <summary>One vector of a table that is being filled.</summary>
    /// <exception cref="InvalidOperationException">It lies in a file.</exception>
    public Span<float> Built(int row) => _values.Built(row);

    /// <summary>The same table with some vectors replaced or added; this one stays as it is.</summary>
    /// <param name="rows">Which; rows between the end and an added one have zeros.</param>
    /// <param name="vectors">Their vectors, one after another.</param>
    public ItemVectors With(ReadOnlySpan<int> rows, ReadOnlySpan<float> vectors)
    {
        if (vectors.Length != (long)rows.Length * Dimension)
            throw new ArgumentException("One vector for each row.", nameof(vectors));
        return new ItemVectors(_values.With(rows, vectors));
    }

    /// <summary>
    /// Inner product of one row's vector with a user's; NaN, which stands for unknown, for a row without a vector.
    /// </summary>
    public float Dot(int row, ReadOnlySpan<float> user) => (uint)row < (uint)Rows ? Dot(this[row], user) : float.NaN;

    /// <summary>Inner product of two vectors of one size.</summary>
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length) throw new ArgumentException("The vectors differ in size.", nameof(b));
        var left = MemoryMarshal.Cast<float, Vector<float>>(a);
        var right = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (int i = 0; i < left.Length; i++) sums += left[i] * right[i];
        float sum = Vector.Sum(sums);
        for (int i = left.Length * Vector<float>.Count; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
