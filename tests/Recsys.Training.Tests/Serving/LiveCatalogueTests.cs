using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.Live;

namespace Recsys.Training.Tests.Serving;

/// <summary>Products that come, change and go while a trained version is live.</summary>
public sealed class LiveCatalogueTests(PublishedShop shop) : IClassFixture<PublishedShop>
{
    private static readonly long Now = SyntheticShop.Start + SyntheticShop.Days * SyntheticShop.Day;

    [Fact]
    public async Task Created_IsFoundScoredAndAnAnchor()
    {
        var products = shop.Catalogue();
        using var parts = Open(products);

        int row = products.Upsert(Red("fresh"));
        await parts.Follower.CatchUpAsync();

        Assert.Contains(row, Near(parts, products, "p10"));
        Assert.Contains(row, Alike(parts, products, "p10"));
        Assert.NotEmpty(Near(parts, products, "fresh"));
        Assert.Equal("red", products[Alike(parts, products, "fresh")[0]].ToProduct().Categories[0]);
        Assert.InRange(Score(parts, products, row), float.Epsilon, 1);
    }

    [Fact]
    public async Task Created_HasWhatALoadWouldGiveIt()
    {
        var products = shop.Catalogue();
        using var live = Open(products);
        int row = products.Upsert(Red("fresh"));
        await live.Follower.CatchUpAsync();

        using var loaded = Open(products);

        Assert.Equal(loaded.Features.Items.Dense(row), live.Features.Items.Dense(row));
        Assert.Equal(loaded.Features.Items.Content.Words(row), live.Features.Items.Content.Words(row));
        AssertClose(loaded.Features.Vectors[row], live.Features.Vectors[row]);
        Assert.Equal(Score(loaded, products, row), Score(live, products, row), 4);
        Assert.Equal(Near(loaded, products, "p10"), Near(live, products, "p10"));
        Assert.Equal(Alike(loaded, products, "p10")[..5], Alike(live, products, "p10")[..5]);
    }

    [Fact]
    public async Task Changed_IsFoundAsItIsNow()
    {
        var products = shop.Catalogue();
        using var parts = Open(products);
        Assert.True(products.TryGetRow("p11", out int row));
        float[] before = parts.Features.Vectors[row].ToArray();
        // Titles share a word, so all are alike; odd numbers are the blue half.
        Assert.True(Array.IndexOf(Alike(parts, products, "p10"), row) >= 29);

        products.Upsert(Red("p11"));
        await parts.Follower.CatchUpAsync();

        Assert.InRange(Array.IndexOf(Alike(parts, products, "p10"), row), 0, 29);
        Assert.NotEqual(before, parts.Features.Vectors[row].ToArray());
        Assert.Single(All(parts, parts.Features.Vectors[row].ToArray()), found => found == row);
        // The model goes on knowing it.
        Assert.Equal(parts.Rows.ToModel(row), parts.Features.Items.Content.ModelRow(row));
    }

    [Fact]
    public async Task Changed_InStockAlone_IsNotEncodedAgain()
    {
        var products = shop.Catalogue();
        using var parts = Open(products);
        Assert.True(products.TryGet("p10", out var state));

        products.Upsert(state with { Stock = 3 });
        var before = parts.Features.Vectors;
        await parts.Follower.CatchUpAsync();

        Assert.Same(before, parts.Features.Vectors);
        Assert.Equal(0, parts.Content.Overlaid);
    }

    [Fact]
    public async Task Deleted_IsTakenOutAndComesBackWhenMadeAgain()
    {
        var products = shop.Catalogue();
        using var parts = Open(products);
        Assert.True(products.TryGet("p12", out var state));
        Assert.True(products.TryGetRow("p12", out int row));
        products.Remove("p12");
        await parts.Follower.CatchUpAsync();

        Assert.DoesNotContain(row, All(parts, parts.Features.Vectors[row].ToArray()));
        Assert.DoesNotContain(row, Alike(parts, products, "p10"));

        products.Upsert(state);
        await parts.Follower.CatchUpAsync();
        Assert.Contains(row, All(parts, parts.Features.Vectors[row].ToArray()));
        Assert.Contains(row, Alike(parts, products, "p10"));
    }

    [Fact]
    public async Task Changes_LeaveWhatElseIsFoundAsItWas()
    {
        var products = shop.Catalogue();
        using var parts = Open(products);
        for (int i = 0; i < 15; i++) products.Upsert(Red($"n{i}"));
        await parts.Follower.CatchUpAsync();
        int[] before = Near(parts, products, "p10");

        products.Remove("n3");
        products.Upsert(Red("p11"));
        await parts.Follower.CatchUpAsync();

        Assert.Equal(shop.Table.Products.Count() + 14, parts.Index.Count);
        int[] after = Near(parts, products, "p10");
        Assert.True(products.TryGetRow("p11", out int changed));
        // Equal vectors have no order of their own.
        Assert.Equal(
            before.Where(row => products.IdOf(row) is not "n3" and not "p11").Order(),
            after.Where(row => products.IdOf(row) is not "p11").Order());
        Assert.Contains(changed, All(parts, parts.Features.Vectors[changed].ToArray()));
        Assert.Equal(after.Length, after.Distinct().Count());
    }

    [Fact]
    public async Task Search_WhileProductsCome_LosesAndDoublesNone()
    {
        var products = shop.Catalogue();
        using var parts = Open(products);
        using var done = new CancellationTokenSource();
        var searches = Task.Run(() =>
        {
            int searched = 0;
            for (; !done.IsCancellationRequested || searched == 0; searched++)
            {
                int[] found = All(parts, parts.Features.Vectors[0].ToArray());
                Assert.Equal(found.Length, found.Distinct().Count());
                Assert.True(found.Length >= shop.Table.Products.Count(), $"Only {found.Length} were found.");
            }
            return searched;
        });
        for (int i = 0; i < 1_000; i++)
        {
            products.Upsert(Red($"n{i}"));
            if (i % 50 == 0) await parts.Follower.CatchUpAsync();
        }
        await parts.Follower.CatchUpAsync();
        await done.CancelAsync();

        Assert.True(await searches > 0);
        Assert.Equal(products.Count, All(parts, parts.Features.Vectors[0].ToArray(), products.Count + 10).Length);
    }

    [Fact]
    public async Task CreatedWhileLoading_IsNotMissed()
    {
        var products = shop.Catalogue();
        using var done = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            int made = 0;
            for (; !done.IsCancellationRequested && made < 5_000; made++)
            {
                products.Upsert(Red($"n{made}"));
                if (made % 3 == 0) products.Remove($"n{made}");
            }
            return made;
        });
        using var parts = Open(products);
        await done.CancelAsync();
        int made = await writer;
        await parts.Follower.CatchUpAsync();

        var found = All(parts, parts.Features.Vectors[0].ToArray(), products.Count + 10).ToHashSet();
        for (int i = 0; i < made; i++)
            Assert.Equal(products.TryGetRow($"n{i}", out int row), i % 3 != 0 && found.Contains(row));
    }

    [Fact]
    public async Task KnownToTheModelBeforeTheCatalogue_IsTheModelsProduct()
    {
        var all = shop.Catalogue();
        Assert.True(all.TryGet("p10", out var known));
        var products = new ProductColumns();
        foreach (var product in shop.Table.Products.Where(product => product.Id != "p10")) products.Upsert(product);
        using var parts = Open(products);
        Assert.Equal(products.Count, parts.Index.Count);

        int row = products.Upsert(known);
        await parts.Follower.CatchUpAsync();

        Assert.Equal(parts.Rows.ToCatalogue(parts.Rows.ToModel(row)), row);
        Assert.NotEqual(-1, parts.Features.Items.Content.ModelRow(row));
        Assert.Single(All(parts, parts.Features.Vectors[row].ToArray()), found => found == row);
    }

    [Fact]
    public async Task Dispose_WhileProductsCome_EndsTheFollower()
    {
        var products = shop.Catalogue();
        var parts = Open(products);
        for (int i = 0; i < 300; i++) products.Upsert(Red($"n{i}"));

        parts.Dispose();
        products.Upsert(Red("late"));

        await parts.Follower.Running;
        Assert.True(products.TryGetRow("late", out int late));
        Assert.DoesNotContain(late, All(parts, new float[parts.Features.Vectors.Dimension]));
    }

    private SnapshotParts Open(ProductColumns products) => SnapshotParts.Open(
        shop.Version, products, new LiveOptions { Failed = error => Assert.Fail(error.ToString()) });

    private static Product Red(string id) => new()
    {
        Id = id, Title = "red thing 999", Categories = ["red"], Price = 3,
    };

    private static int[] All(SnapshotParts parts, float[] query, int wanted = 2_000)
    {
        var rows = new int[wanted];
        return rows[..parts.Index.Search(query, rows, new float[wanted])];
    }

    private static int[] Near(SnapshotParts parts, ProductColumns products, string anchor) =>
        Ask(StandardPipelines.Similar(parts).Sources.Single(one => one.Source.Name == "item_embedding").Source,
            Context(products, anchor));

    private static int[] Alike(SnapshotParts parts, ProductColumns products, string anchor) =>
        Ask(parts.Content, Context(products, anchor));

    private static int[] Ask(ICandidateSource source, RecommendationContext context)
    {
        var rows = new int[200];
        return rows[..source.Retrieve(context, rows, new float[rows.Length])];
    }

    private static float Score(SnapshotParts parts, ProductColumns products, int row)
    {
        var context = Context(products, null);
        Assert.True(products.TryGetRow("p4", out int seen));
        context.User.Apply(new HistoryEvent(seen, Now - 1_000, 2, 1, InteractionType.Purchase));
        var scores = new float[1];
        parts.Ranker.Score(context, [row], [1], scores);
        return scores[0];
    }

    private static RecommendationContext Context(ProductColumns products, string? anchor) => new()
    {
        Request = new RecommendationRequest
        {
            NowMs = Now, AnchorRow = anchor is not null && products.TryGetRow(anchor, out int row) ? row : -1,
        },
        Snapshot = new PipelineSnapshot("test", new Dictionary<string, PipelineDefinition>()),
        Products = products,
        User = new UserHistory(),
        Country = "",
    };

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-4f);
    }
}
