using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Live;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Tests.Live;

public sealed class LiveIndexTests
{
    private const int Dimension = 8, Known = 60, Most = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Search_AfterAnyUpdates_IsThatOfEveryVectorCompared(int seed)
    {
        var random = new Random(seed);
        var (index, expected, vectors) = Start(random);
        var live = index;
        for (int round = 0; round < 150; round++)
        {
            int[] put = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(Most)).Distinct()];
            int[] gone = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(Most)).Except(put).Distinct()];
            float[] values = Random(random, put.Length);
            vectors = vectors.With(put, values);
            for (int i = 0; i < put.Length; i++)
                expected[put[i]] = values.AsSpan(i * Dimension, Dimension).ToArray();
            foreach (int row in gone) expected.Remove(row);
            live.Update(put, gone, vectors);

            AssertNearest(live, expected, Random(random, 1), wanted: 1 + random.Next(Most));
        }
        Assert.Equal(expected.Count, live.Count);
        AssertNearest(live, expected, Random(random, 1), Most);
    }

    private static void AssertNearest(
        LiveIndex live, Dictionary<int, float[]> expected, float[] query, int wanted)
    {
        var (rows, scores) = (new int[wanted], new float[wanted]);
        int count = live.Search(query, rows, scores);

        var best = expected.Select(one => (Row: one.Key, Score: ItemVectors.Dot(one.Value, query)))
            .OrderByDescending(one => one.Score).Take(wanted).ToArray();
        Assert.Equal(best.Select(one => one.Row), rows[..count]);
        for (int i = 0; i < count; i++) Assert.Equal(best[i].Score, scores[i], 1e-4f);
    }

    // Model rows are the catalogue's the other way round; the model knows one product the catalogue never had.
    private static (LiveIndex Index, Dictionary<int, float[]> Expected, ItemVectors Vectors) Start(Random random)
    {
        var products = new ProductColumns();
        for (int i = 0; i < Known; i++) products.Upsert(new Product { Id = $"p{i}" });
        var rows = ModelRows.Map(
            ItemList.Of(["absent", .. Enumerable.Range(0, Known).Reverse().Select(i => $"p{i}")]), products);
        float[] values = Random(random, Known);
        var inModelOrder = new List<float>();
        for (int i = Known - 1; i >= 0; i--)
            inModelOrder.AddRange(values.AsSpan(i * Dimension, Dimension));
        inModelOrder.InsertRange(0, Random(random, 1));
        using var index = IvfIndex.Build(
            inModelOrder.ToArray(), Dimension, [.. Enumerable.Range(0, Known + 1).Select(i => (long)i)],
            new IvfOptions { Lists = 4, Seed = 1 });
        var vectors = new ItemVectors(values, Dimension);
        var expected = Enumerable.Range(0, Known).ToDictionary(row => row, row => vectors[row].ToArray());
        var lists = ListIndex.Of(index, rows.CatalogueRows.ToArray(), vectors, null);
        return (new LiveIndex(lists, products, new LiveOptions()), expected, vectors);
    }

    private static float[] Random(Random random, int vectors) =>
        [.. Enumerable.Range(0, vectors * Dimension).Select(_ => random.NextSingle() - 0.5f)];
}
