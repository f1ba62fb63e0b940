using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex.Tests;

/// <summary>Lists that were saved, beside the index they were saved from.</summary>
public sealed class ListIndexFileTests : IDisposable
{
    private const int K = 50;
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-lists-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(40, 3)]
    [InlineData(3_000, 32)]
    public void Map_SavedLists_AreThoseOfTheIndex(int count, int lists)
    {
        var (index, items) = Make(count, lists, seed: 1);
        index.Save(Lists);
        var mapped = ListIndex.Map(Lists, Identity(count), items, null);
        Assert.Equal((index.Count, index.Lists, index.Bytes), (mapped.Count, mapped.Lists, mapped.Bytes));
        AssertSame(index, mapped, lists);
        // A change copies a list out of the file; the file may be gone by then.
        File.Delete(Lists);
        int[] changed = [0, count / 2];
        index.Update(changed.AsSpan(0, 1), changed.AsSpan(1, count > 1 ? 1 : 0), items);
        mapped.Update(changed.AsSpan(0, 1), changed.AsSpan(1, count > 1 ? 1 : 0), items);
        AssertSame(index, mapped, lists);
    }

    [Fact]
    public void Map_RowsOfAnotherOrder_AreTheCatalogues()
    {
        const int Count = 2_000;
        var (index, items) = Make(Count, 24, seed: 2);
        index.Save(Lists);
        // The catalogue counts down and lacks every seventh.
        int[] rows = [.. Enumerable.Range(0, Count).Select(model => model % 7 == 3 ? -1 : Count - 1 - model)];
        var vectors = new float[Count * Vectors.Dimension];
        for (int model = 0; model < Count; model++)
            items[model].CopyTo(vectors.AsSpan((Count - 1 - model) * Vectors.Dimension));
        var turned = new ItemVectors(vectors, Vectors.Dimension);

        var mapped = ListIndex.Map(Lists, rows, turned, null);

        using var trained = Train(Count, 24, seed: 2);
        AssertSame(ListIndex.Of(trained, rows, turned, null), mapped, 24);
        Assert.Equal(rows.Count(row => row >= 0), mapped.Count);
    }

    [Fact]
    public void Map_WhatDoesNotFit_IsRefused()
    {
        const int Count = 500;
        var (index, items) = Make(Count, 8, seed: 3);
        index.Save(Lists);
        Assert.Contains("500 products", Refusal(Identity(499), items), StringComparison.Ordinal);
        var other = new ItemVectors(Vectors.Clustered(Count, seed: 4), Vectors.Dimension);
        Assert.Contains("not of the same training", Refusal(Identity(Count), other), StringComparison.Ordinal);
        int[] twice = [.. Identity(Count).ToArray()];
        twice[7] = 8;
        Assert.NotEmpty(Refusal(twice, items));

        byte[] whole = File.ReadAllBytes(Lists);
        File.WriteAllBytes(Lists, whole[..^1]);
        Assert.Contains("damaged", Refusal(Identity(Count), items), StringComparison.Ordinal);
        File.WriteAllBytes(Lists, whole[..100]);
        Assert.Contains("damaged", Refusal(Identity(Count), items), StringComparison.Ordinal);
        File.WriteAllBytes(Lists, whole[..20]);
        Assert.Contains("no lists", Refusal(Identity(Count), items), StringComparison.Ordinal);
        File.WriteAllBytes(Lists, [.. whole[..8], 9, .. whole[9..]]);
        Assert.Contains("format 9", Refusal(Identity(Count), items), StringComparison.Ordinal);
        // A list's length that the file has no room for, and one below zero.
        foreach (byte high in (byte[])[0x10, 0x80])
        {
            File.WriteAllBytes(Lists, [.. whole[..67], high, .. whole[68..]]);
            Assert.Contains("damaged", Refusal(Identity(Count), items), StringComparison.Ordinal);
        }
    }

    private string Lists => Path.Combine(_folder, "items.lists");

    private string Refusal(ReadOnlyMemory<int> rows, ItemVectors vectors) =>
        Assert.Throws<InvalidDataException>(() => ListIndex.Map(Lists, rows, vectors, null)).Message;

    private static ReadOnlyMemory<int> Identity(int count) => Enumerable.Range(0, count).ToArray();

    private static IvfIndex Train(int count, int lists, int seed) => IvfIndex.Build(
        Vectors.Clustered(count, seed), Vectors.Dimension, [.. Enumerable.Range(0, count).Select(id => (long)id)],
        new IvfOptions { Lists = lists, Seed = 1 });

    private static (ListIndex Index, ItemVectors Items) Make(int count, int lists, int seed)
    {
        var items = new ItemVectors(Vectors.Clustered(count, seed), Vectors.Dimension);
        using var trained = Train(count, lists, seed);
        return (ListIndex.Of(trained, Identity(count), items, null), items);
    }

    private static void AssertSame(ListIndex expected, ListIndex actual, int lists)
    {
        float[] queries = Vectors.Clustered(12, seed: 9);
        for (int q = 0; q < 12; q++)
        {
            foreach (int probes in (int[])[1, lists])
            {
                var (rows, scores) = (new int[K], new float[K]);
                var (others, same) = (new int[K], new float[K]);
                int found = expected.Search(Vectors.Row(queries, q), rows, scores, probes: probes);
                Assert.Equal(found, actual.Search(Vectors.Row(queries, q), others, same, probes: probes));
                Assert.Equal(rows, others);
                Assert.Equal(scores, same);
            }
        }
    }
}
