using Recsys.Models.Fused;

namespace Recsys.Models.Tests.Fused;

public sealed class Int16TableTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(300, 16)]
    [InlineData(90, 33)]
    [InlineData(50, 64)]
    // Rows of 64 KiB: a piece holds 1,024, so that these take two.
    [InlineData(1_030, 32_768)]
    public void Read_AppendedRows_AreWithinHalfAScale(int rows, int dimension)
    {
        using var table = new Int16Table(rows, dimension);
        float[] row = new float[dimension], read = new float[dimension];
        for (int i = 0; i < rows; i++) table.Append(Fill(i, row));

        for (int i = 0; i < rows; i += Math.Max(1, rows / 60))
        {
            Fill(i, row);
            table.Read(i, read);
            float half = row.Max(MathF.Abs) / short.MaxValue / 2 * 1.01f;
            for (int c = 0; c < dimension; c++) Assert.InRange(read[c] - row[c], -half, half);
        }
        Assert.Equal(rows, table.Count);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40_000, 16)]
    [InlineData(9_001, 33)]
    // Rows of 64 KiB: a piece holds 1,024, so that these take two.
    [InlineData(1_030, 32_768)]
    public void Of_Source_IsTheTableOfAppendedRows(int rows, int dimension)
    {
        using var appended = new Int16Table(rows, dimension);
        var row = new float[dimension];
        for (int i = 0; i < rows; i++) appended.Append(Fill(i, row));
        using var made = Int16Table.Of(rows, dimension, (from, values) =>
        {
            var one = new float[dimension];
            for (int at = 0; at < values.Length; at += dimension) Fill(from++, one).CopyTo(values[at..]);
        });

        Assert.Equal((rows, appended.Bytes), (made.Count, made.Bytes));
        for (int i = 0; i < rows; i += Math.Max(1, rows / 500))
        {
            Assert.Equal(appended.Row(i, out float expected), made.Row(i, out float scale));
            Assert.Equal(expected, scale);
        }
    }

    [Fact]
    public void Of_SourceThatFailsOrIsNotFinite_Throws()
    {
        Assert.Throws<InvalidDataException>(
            () => Int16Table.Of(5, 4, (_, _) => throw new InvalidDataException("It is broken.")));
        Assert.Contains("not finite", Assert.Throws<ArgumentException>(
            () => Int16Table.Of(5, 4, (_, values) => values.Fill(float.NaN))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddTo_Rows_SumsThemByWeight()
    {
        const int Dimension = 37;
        using var table = new Int16Table(2, Dimension);
        float[] one = Fill(3, new float[Dimension]), two = Fill(4, new float[Dimension]);
        table.Append([.. one, .. two]);
        var sums = new float[Dimension];

        table.AddTo(0, 0.25f, sums);
        table.AddTo(1, -2, sums);

        for (int c = 0; c < Dimension; c++) Assert.Equal((0.25f * one[c]) - (2 * two[c]), sums[c], 2e-4f);
    }

    [Fact]
    public void Row_ZerosAndTheSmallest_AreZero()
    {
        using var table = new Int16Table(2, 3);
        table.Append([0, 0, 0, float.Epsilon, 0, -1e-40f]);
        var read = new float[3];

        table.Read(1, read);

        Assert.All(table.Row(0, out float scale).ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(0, scale);
        Assert.All(read, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(float.NaN, 2)]
    [InlineData(float.PositiveInfinity, 2)]
    [InlineData(float.NaN, 64)]
    [InlineData(float.NegativeInfinity, 64)]
    public void Append_NotFinite_IsRefused(float value, int dimension)
    {
        using var table = new Int16Table(1, dimension);
        float[] row = Fill(1, new float[dimension]);
        row[1] = value;

        Assert.Contains(
            "not finite", Assert.Throws<ArgumentException>(() => table.Append(row)).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void Append_BrokenRowOrOneTooMany_IsRefused()
    {
        using var table = new Int16Table(1, 2);

        Assert.Throws<ArgumentException>(() => table.Append([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => table.Append([1, 2, 3, 4]));
    }

    [Fact]
    public void Row_NotThereOrDisposed_IsRefused()
    {
        var table = new Int16Table(2, 2);
        table.Append([1, 2]);
        table.Prefetch(-1);
        table.Prefetch(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => table.Row(1, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Row(-1, out _));
        table.Dispose();
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Row(0, out _));
    }

    private static float[] Fill(int row, float[] values)
    {
        var random = new Random(row);
        float scale = MathF.Pow(10, (row % 7) - 3);
        for (int c = 0; c < values.Length; c++) values[c] = scale * (random.NextSingle() - 0.5f);
        return values;
    }
}
