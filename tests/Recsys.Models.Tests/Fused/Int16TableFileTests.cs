using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Models.Tests.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Fused;

public sealed class Int16TableFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-{Guid.NewGuid():N}.i16");

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(4_096, 16)]
    [InlineData(9_001, 33)]
    [InlineData(20_000, 64)]
    // Rows of 64 KiB: a piece holds 1,024, so that these take two.
    [InlineData(1_030, 32_768)]
    public void Map_WrittenTable_IsTheOneMadeInMemory(int rows, int dimension)
    {
        Int16TableFile.Write(_path, rows, dimension, Source(dimension));
        using var mapped = Int16TableFile.Map(_path, rows, dimension);
        using var made = Int16Table.Of(rows, dimension, Source(dimension));
        Assert.Equal((rows, rows, dimension), (mapped.Rows, mapped.Count, mapped.Dimension));
        float[] sums = new float[dimension], expected = new float[dimension];
        for (int row = 0; row < rows; row++)
        {
            Assert.True(made.Row(row, out float scale).SequenceEqual(mapped.Row(row, out float stored)));
            Assert.Equal(scale, stored);
            mapped.Prefetch(row);
        }
        mapped.AddTo(rows - 1, 0.5f, sums);
        made.AddTo(rows - 1, 0.5f, expected);
        Assert.Equal(expected, sums);
        Assert.Throws<ArgumentOutOfRangeException>(() => mapped.Row(rows, out _));
    }

    [Fact]
    public void Map_RemovedFile_GoesOn()
    {
        Int16TableFile.Write(_path, 100, 8, Source(8));
        using var mapped = Int16TableFile.Map(_path, 100, 8);
        File.Delete(_path);
        using var made = Int16Table.Of(100, 8, Source(8));
        Assert.True(made.Row(99, out _).SequenceEqual(mapped.Row(99, out _)));
    }

    [Fact]
    public void Map_WhatIsNoSuchTable_IsRefused()
    {
        Int16TableFile.Write(_path, 100, 8, Source(8));
        Assert.Contains("of 100 rows", Refusal(101, 8), StringComparison.Ordinal);
        Assert.Contains("of 100 rows", Refusal(100, 16), StringComparison.Ordinal);
        byte[] whole = File.ReadAllBytes(_path);
        File.WriteAllBytes(_path, whole[..^1]);
        Assert.Contains("cut short", Refusal(100, 8), StringComparison.Ordinal);
        File.WriteAllBytes(_path, whole[..10]);
        Assert.Contains("no table", Refusal(100, 8), StringComparison.Ordinal);
        File.WriteAllBytes(_path, [.. whole[..8], 2, .. whole[9..]]);
        Assert.Contains("format 2", Refusal(100, 8), StringComparison.Ordinal);
        File.WriteAllBytes(_path, [(byte)'X', .. whole[1..]]);
        Assert.Contains("no table", Refusal(100, 8), StringComparison.Ordinal);
    }

    [Fact]
    public void Score_StoredTable_IsAsWithoutIt()
    {
        var shape = Shapes.ByName("reference");
        var workflow = Vocabularies.Of(200);
        using var module = RankerModule.Create(shape, workflow, 0.2, seed: 3);
        int rows = RankerTables.Rows(RankerTables.Product, workflow), d = shape.Dimension;
        Int16TableFile.Write(_path, rows, d, (row, values) =>
            module.ReadParameter(RankerTables.Product, (long)row * d, values));
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 70, seed: 2);
        Assert.Equal(Scores(null), Scores(_path));
        Assert.Throws<InvalidDataException>(() =>
        {
            Int16TableFile.Write(_path, rows - 1, d, Source(d));
            Scores(_path);
        });

        float[] Scores(string? products)
        {
            using var fused = FusedDlrm.TryRead(module, shape, out _, exactRows: 10, products: products)!;
            var scores = new float[140];
            fused.Score(inputs, scores);
            return scores;
        }
    }

    private string Refusal(int rows, int dimension) =>
        Assert.Throws<InvalidDataException>(() => Int16TableFile.Map(_path, rows, dimension)).Message;

    private static RowSource Source(int dimension) => (row, values) =>
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = MathF.Sin(((row * dimension) + i) * 0.7f) * ((row + (i / dimension)) % 9);
    };
}
