using System.Numerics;
using System.Runtime.InteropServices;

namespace Recsys.Pipeline.Features;

/// <summary>The item tower's vectors by row, one after the other. Immutable.</summary>
public sealed class ItemVectors
{
    private readonly float[] _values;

    /// <summary>Makes a table of vectors, which is kept, not copied.</summary>
    /// <param name="values">Rows × <paramref name="dimension"/> finite numbers.</param>
    /// <param name="dimension">Size of a vector, above 0.</param>
    public ItemVectors(float[] values, int dimension)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (values.Length % dimension != 0)
            throw new ArgumentException("Not a whole number of vectors.", nameof(values));
        (_values, Dimension) = (values, dimension);
    }

    /// <summary>Size of a vector.</summary>
    public int Dimension { get; }

    /// <summary>Vectors.</summary>
    public int Rows => _values.Length / Dimension;

    /// <summary>All vectors, row after row.</summary>
    public ReadOnlySpan<float> All => _values;

    /// <summary>One vector.</summary>
    public ReadOnlySpan<float> this[int row] => _values.AsSpan(row * Dimension, Dimension);

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
