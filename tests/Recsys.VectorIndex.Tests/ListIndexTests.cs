using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;

namespace Recsys.VectorIndex.Tests;

public sealed class ListIndexTests
{
    private const int Count = 6_000, K = 100, Lists = 64;
    private static readonly float[] Stored = Vectors.Clustered(Count, seed: 1);
    private static readonly float[] Queries = Vectors.Clustered(60, seed: 2);
    private static readonly ItemVectors Items = new(Stored, Vectors.Dimension);

    [Theory]
    [InlineData(CodePath.Portable)]
    [InlineData(CodePath.Avx2)]
    [InlineData(CodePath.Vnni)]
    internal void Search_AllLists_IsExact(CodePath path)
    {
        if (path > CodeScan.Fastest) return;
        var index = Make();
        index.Path = path;
        for (int q = 0; q < 60; q++)
        {
            var query = Vectors.Row(Queries, q);
            var (rows, scores) = Exact(index, query, K);
            Assert.Equal(rows, Search(index, query, K, Lists).Rows);
            Assert.Equal(scores, Search(index, query, K, Lists).Scores);
        }
    }

    [Fact]
    public void Search_SomeLists_FindsWhatFaissFinds()
    {
        using var trained = Train();
        var index = Make();
        double ours = 0, faiss = 0;
        for (int q = 0; q < 60; q++)
        {
            var query = Vectors.Row(Queries, q);
            var truth = Exact(index, query, K).Rows;
            var (ids, scores) = (new long[K], new float[K]);
            int found = trained.Search(query, 8, ids, scores);
            faiss += ids.Take(found).Select(id => (int)id).Intersect(truth).Count() / (60.0 * K);
            ours += Search(index, query, K, 8).Rows.Intersect(truth).Count() / (60.0 * K);
        }

        Assert.True(ours >= 0.95, $"recall@{K} is {ours:F4}");
        Assert.True(ours >= faiss - 0.005, $"recall@{K} is {ours:F4}, that of FAISS {faiss:F4}");
    }

    [Fact]
    public void SearchAmong_SomeRows_IsExactAmongThoseAndCountsRepeatsOnce()
    {
        var index = Make();
        var query = Vectors.Row(Queries, 3);
        int[] among = [.. Enumerable.Range(0, 700).Select(i => i * 7), 14, 21, 1_000_000];
        var (rows, scores) = (new int[K], new float[K]);

        int found = index.SearchAmong(among, query, rows, scores);

        var all = Exact(index, query, Count).Rows;
        Assert.Equal(all.Where(row => row % 7 == 0 && row < 4_900).Take(K), rows[..found]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    [InlineData(2_000)]
    public void Search_WithAScreen_BringsAllowedRowsAlone_AndAsManyAsThereAre(int oneIn)
    {
        var index = Make();
        foreach (bool selective in new[] { false, true })
            for (int q = 0; q < 20; q++)
            {
                var query = Vectors.Row(Queries, q);
                var context = Context(oneIn);
                var (rows, scores) = (new int[K], new float[K]);
                int found = index.Search(query, rows, scores, new SearchAsk(context.Screen, selective, 1), probes: 2);

                int[] allowed = [.. Exact(index, query, Count).Rows.Where(row => row % oneIn == 0)];
                Assert.Equal(Math.Min(K, allowed.Length), found);
                Assert.All(rows[..found], row => Assert.Equal(0, row % oneIn));
                Assert.Equal(scores[..found].OrderDescending(), scores[..found]);
                Assert.Equal(found, rows[..found].Distinct().Count());
                double recall = rows[..found].Intersect(allowed.Take(found)).Count() / (double)found;
                if (oneIn > 2 || selective) Assert.True(recall >= 0.9, $"1 in {oneIn}: recall {recall:F3}");
            }
    }

    [Fact]
    public async Task Update_WhileSearchesRun_EachSeesOneMoment()
    {
        var index = Make();
        using var done = new CancellationTokenSource();
        var query = Vectors.Row(Queries, 0).ToArray();
        // Each round moves the same rows to other places, all at once: a search sees all of them or none moved.
        var searches = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            var (rows, scores) = (new int[Count], new float[Count]);
            int searched = 0;
            for (; !done.IsCancellationRequested || searched == 0; searched++)
            {
                int found = index.Search(query, rows, scores, default, Lists);
                Assert.Equal(Count, found);
                Assert.Equal(Count, rows.Distinct().Count());
                var moved = Enumerable.Range(0, found).Where(i => rows[i] % 100 == 0).Select(i => scores[i]).Distinct();
                Assert.InRange(moved.Count(), 1, Count / 100);
                if (scores[Array.IndexOf(rows, 100)] == scores[Array.IndexOf(rows, 200)])
                    Assert.Single(moved);
            }
            return searched;
        })).ToArray();
        var vectors = Items;
        int[] put = [.. Enumerable.Range(0, Count / 100).Select(i => i * 100)];
        for (int round = 0; round < 60; round++)
        {
            float[] one = Vectors.Normal(Vectors.Dimension, round);
            vectors = vectors.With(put, [.. put.SelectMany(_ => one)]);
            index.Update(put, [], vectors);
        }
        await done.CancelAsync();

        Assert.All(await Task.WhenAll(searches), searched => Assert.True(searched > 0));
        Assert.Equal(Count, index.Count);
    }

    [Fact]
    public void Of_RowsThatTheCatalogueLacks_LeavesThemOut()
    {
        using var trained = Train();
        int[] rows = [.. Enumerable.Range(0, Count).Select(id => id % 2 == 0 ? id : -1)];

        var index = ListIndex.Of(trained, rows, Items, null);

        Assert.Equal(Count / 2, index.Count);
        Assert.All(Search(index, Vectors.Row(Queries, 0), Count, Lists).Rows, row => Assert.Equal(0, row % 2));
    }

    [Fact]
    public void Of_VectorsOfAnotherTraining_IsRefused()
    {
        using var trained = Train();
        int[] rows = [.. Enumerable.Range(0, Count)];
        var others = new ItemVectors(Vectors.Clustered(Count, seed: 7), Vectors.Dimension);

        Assert.Throws<InvalidDataException>(() => ListIndex.Of(trained, rows, others, null));
        Assert.Throws<InvalidDataException>(() => ListIndex.Of(trained, rows.AsMemory(1), Items, null));
        Assert.Throws<InvalidDataException>(() => ListIndex.Of(trained, new int[Count], Items, null));
        Assert.Throws<InvalidDataException>(
            () => ListIndex.Of(trained, rows, new ItemVectors(new float[Count * 16], 16), null));
    }

    [Fact]
    public void Map_SavedIndex_HasTheListsOfTheOneInMemory()
    {
        string folder = Directory.CreateTempSubdirectory("recsys-lists").FullName;
        try
        {
            using var trained = Train();
            string path = Path.Combine(folder, "items.faiss");
            trained.Save(path);
            using var mapped = IvfIndex.Map(path);
            for (int list = 0; list < Lists; list++)
            {
                int size = trained.SizeOf(list);
                Assert.Equal(size, mapped.SizeOf(list));
                var (a, b) = (new long[size], new long[size]);
                var (u, v) = (new float[size * Vectors.Dimension], new float[size * Vectors.Dimension]);
                trained.CopyList(list, a, u);
                mapped.CopyList(list, b, v);
                Assert.Equal(a, b);
                Assert.Equal(u, v);
            }
            byte[] bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. bytes[..(bytes.Length / 2)], .. bytes[^24..]]);
            Assert.Throws<InvalidDataException>(() => IvfIndex.Map(path));
            File.WriteAllBytes(path, bytes[..^1]);
            Assert.Throws<InvalidDataException>(() => IvfIndex.Map(path));
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(path, bytes);
            Assert.Throws<InvalidDataException>(() => IvfIndex.Load(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Search_Again_AllocatesNothing()
    {
        var index = Make();
        var (rows, scores) = (new int[K], new float[K]);
        long least = long.MaxValue;
        for (int i = 0; i < 50; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            index.Search(Vectors.Row(Queries, i), rows, scores);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void ProbesFor_WithoutATable_GrowsFromItsFloorToAllLists()
    {
        var index = Make();
        Assert.Equal(32, index.ProbesFor(1));
        Assert.Equal(52, index.ProbesFor(300)); // 4,800 of 6,000 vectors: 0.8 of 64 lists, rounded up.
        Assert.Equal(Lists, index.ProbesFor(375));
        Assert.Equal(Lists, index.ProbesFor(10_000));
    }

    private static IvfIndex Train() => IvfIndex.Build(
        Stored, Vectors.Dimension, [.. Enumerable.Range(0, Count).Select(i => (long)i)],
        new IvfOptions { Lists = Lists, Seed = 5 });

    private static ListIndex Make()
    {
        using var trained = Train();
        return ListIndex.Of(trained, Enumerable.Range(0, Count).ToArray(), Items, null);
    }

    private static (int[] Rows, float[] Scores) Exact(ListIndex index, ReadOnlySpan<float> query, int wanted)
    {
        var (rows, scores) = (new int[wanted], new float[wanted]);
        int found = index.SearchExactly(query, wanted).Finish(rows, scores);
        return (rows[..found], scores[..found]);
    }

    private static (int[] Rows, float[] Scores) Search(
        ListIndex index, ReadOnlySpan<float> query, int wanted, int probes)
    {
        var (rows, scores) = (new int[wanted], new float[wanted]);
        int found = index.Search(query, rows, scores, default, probes);
        return (rows[..found], scores[..found]);
    }

    private static RecommendationContext Context(int oneIn) => new()
    {
        Request = new RecommendationRequest { NowMs = 1 },
        Snapshot = new PipelineSnapshot("v1", new Dictionary<string, PipelineDefinition>()),
        Products = new ProductColumns(),
        User = new UserHistory(),
        Country = "",
        Filters = [new OneIn(oneIn)],
    };

    private sealed class OneIn(int part) : ICandidateFilter
    {
        public string Name => "one_in";

        public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
        {
            for (int i = 0; i < rows.Length; i++)
                if (rows[i] % part != 0) fates[i] = CandidateFate.FilteredOut;
        }
    }
}
