using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Recsys.Snapshots.Als;

/// <summary>
/// Inner products of the rows of a matrix with each other, a tile of 2 × 4 of them at a time, so that each number that
/// is read takes part in several products.
/// </summary>
internal static class RowProducts
{
    /// <summary>Widths are multiples of it, so that no product has a rest of numbers.</summary>
    public const int Step = 16;

    private const int Down = 2, Across = 4;

    /// <summary>The next multiple of <see cref="Step"/>.</summary>
    public static int Padded(int width) => (width + Step - 1) / Step * Step;

    /// <summary>c[i, j] += factor · Σ a[i, k]·a[j, k] over the first <paramref name="width"/> columns.</summary>
    /// <param name="a">Row-major.</param>
    /// <param name="stride">Numbers from one row of a to the next.</param>
    /// <param name="width">Columns that count, a multiple of <see cref="Step"/>.</param>
    /// <param name="rows">Rows i; only products with j up to i are needed, others may be added, too.</param>
    /// <param name="columns">Rows j.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="c">Row-major; it may be a, where it lies outside of the columns that count.</param>
    /// <param name="cStride">Numbers from one row of c to the next.</param>
    public static void AddLower(
        ReadOnlySpan<float> a, int stride, int width, Range rows, Range columns, float factor, Span<float> c,
        int cStride)
    {
        int i = rows.Start.Value, end = rows.End.Value;
        for (; i + Down <= end; i += Down)
        {
            int j = columns.Start.Value, last = Math.Min(columns.End.Value, i + Down);
            for (; j + Across <= last; j += Across)
                Tile(a[(i * stride)..], a[(j * stride)..], stride, width, factor, c[((i * cStride) + j)..], cStride);
            for (; j < last; j++)
            {
                var other = a.Slice(j * stride, width);
                for (int k = i; k < i + Down; k++)
                    c[(k * cStride) + j] += factor * TensorPrimitives.Dot(a.Slice(k * stride, width), other);
            }
        }
        for (; i < end; i++)
            for (int j = columns.Start.Value; j < Math.Min(columns.End.Value, i + 1); j++)
                c[(i * cStride) + j] +=
                    factor * TensorPrimitives.Dot(a.Slice(i * stride, width), a.Slice(j * stride, width));
    }

    private static void Tile(
        ReadOnlySpan<float> a, ReadOnlySpan<float> b, int stride, int width, float factor, Span<float> c, int cStride)
    {
        var a0 = Vectors(a, width);
        var a1 = Vectors(a[stride..], width)[..a0.Length];
        var b0 = Vectors(b, width)[..a0.Length];
        var b1 = Vectors(b[stride..], width)[..a0.Length];
        var b2 = Vectors(b[(2 * stride)..], width)[..a0.Length];
        var b3 = Vectors(b[(3 * stride)..], width)[..a0.Length];
        Vector<float> s00 = default, s01 = default, s02 = default, s03 = default;
        Vector<float> s10 = default, s11 = default, s12 = default, s13 = default;
        for (int k = 0; k < a0.Length; k++)
        {
            var (x, y) = (a0[k], a1[k]);
            s00 = Vector.FusedMultiplyAdd(x, b0[k], s00);
            s10 = Vector.FusedMultiplyAdd(y, b0[k], s10);
            s01 = Vector.FusedMultiplyAdd(x, b1[k], s01);
            s11 = Vector.FusedMultiplyAdd(y, b1[k], s11);
            s02 = Vector.FusedMultiplyAdd(x, b2[k], s02);
            s12 = Vector.FusedMultiplyAdd(y, b2[k], s12);
            s03 = Vector.FusedMultiplyAdd(x, b3[k], s03);
            s13 = Vector.FusedMultiplyAdd(y, b3[k], s13);
        }
        c[0] += factor * Vector.Sum(s00);
        c[1] += factor * Vector.Sum(s01);
        c[2] += factor * Vector.Sum(s02);
        c[3] += factor * Vector.Sum(s03);
        c = c[cStride..];
        c[0] += factor * Vector.Sum(s10);
        c[1] += factor * Vector.Sum(s11);
        c[2] += factor * Vector.Sum(s12);
        c[3] += factor * Vector.Sum(s13);
    }

    private static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> row, int width) =>
        MemoryMarshal.Cast<float, Vector<float>>(row[..width]);
}
