using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Evaluation;
using Recsys.Training.Tests.Evaluation;

namespace Recsys.Training.Tests.Serving;

public sealed class SnapshotLoaderTests(PublishedShop shop) : IClassFixture<PublishedShop>
{
    private static readonly long Now = SyntheticShop.Start + SyntheticShop.Days * SyntheticShop.Day;

    [Fact]
    public async Task Load_TrainedVersion_ServesHomeFromAllSources()
    {
        using var serving = new Serving(shop.Version, shop.Catalogue());

        var result = await serving.AskAsync(new RecommendationRequest
        {
            NowMs = Now,
            SessionEvents = [serving.Event("p3"), serving.Event("p5"), serving.Event("p7")],
            ExcludePurchased = false,
            CandidateCount = 60,
            PageSize = 20,
            Trace = true,
        });

        Assert.Empty(result.Degraded);
        Assert.Equal(shop.Version.Name, result.ModelVersion);
        Assert.Equal(20, result.Products.Count);
        Assert.Equal(
            [
                "ease", "graph_filter", "transitions", "item_knn", "als", "two_tower", "session", "recent",
                "repeat", "session_knn", "sequence", "popular", "content",
            ],
            result.Sources.Select(source => source.Name));
        Assert.All(result.Sources.Take(12), source => Assert.InRange(source.Found, 1, 60));
        Assert.All(result.Products, product => Assert.InRange(product.Score, 0f, 1f));
        Assert.All(result.Trace, one => Assert.Equal(serving.Products.IdOf(one.Row), one.ProductId));
    }

    [Fact]
    public void Load_Parts_AreTold()
    {
        var told = new List<(string Version, SnapshotLoadTimes Times)>();
        var options = new SnapshotOptions { Loaded = (version, times) => told.Add((version, times)) };

        var snapshot = SnapshotLoader.Load(shop.Version, shop.Catalogue(), options);
        snapshot.Free();

        var (name, times) = Assert.Single(told);
        Assert.Equal(shop.Version.Name, name);
        string[] parts = ["rows", "words", "neighbours", "features", "vectors", "index", "ranker"];
        Assert.Superset(parts.ToHashSet(), times.Parts.Select(one => one.Part).ToHashSet());
        Assert.All(times.Parts, one => Assert.InRange(one.Elapsed, TimeSpan.Zero, times.Total));
    }

    [Fact]
    public async Task Load_SimilarPipeline_KnowsTheAnchorsHalfAndProductsAddedLater()
    {
        var newcomer = new Product { Id = "fresh", Title = "red thing 999", Categories = ["red"], Price = 3 };
        using var serving = new Serving(shop.Version, shop.Catalogue(newcomer));

        var known = await serving.SimilarAsync("p10");
        var added = await serving.SimilarAsync("fresh");

        Assert.Empty(known.Degraded);
        Assert.Empty(added.Degraded);
        Assert.DoesNotContain("p10", known.Products.Select(one => one.ProductId));
        Assert.True(known.Sources.Single(source => source.Name == "item_embedding").Found > 0);
        Assert.True(added.Sources.Single(source => source.Name == "item_embedding").Found > 0);
        // Even numbers are the red half; vectors and words each name one of the first two.
        Assert.Contains(
            added.Products.Take(2), one => serving.Products[one.Row].ToProduct().Categories[0] == "red");
    }

    [Fact]
    public async Task Load_ProductGoneFromTheCatalogue_IsLeftOut()
    {
        var products = shop.Catalogue();
        products.Remove("p10");
        using var serving = new Serving(shop.Version, products);

        var result = await serving.AskAsync(
            new RecommendationRequest { NowMs = Now, PageSize = 59, CandidateCount = 100 });

        Assert.True(result.ColdStart);
        Assert.Empty(result.Degraded);
        Assert.DoesNotContain("p10", result.Products.Select(one => one.ProductId));
    }

    [Theory]
    [InlineData(ModelArtifacts.Ranker)]
    [InlineData(ModelArtifacts.UserTower)]
    [InlineData(ModelArtifacts.ItemTower)]
    [InlineData(ModelArtifacts.ItemIndex)]
    [InlineData(ModelArtifacts.ItemLists)]
    [InlineData(ModelArtifacts.Popularity)]
    [InlineData(ModelArtifacts.ItemNeighbors)]
    [InlineData(ModelArtifacts.ItemStatistics)]
    [InlineData(ModelArtifacts.Workflow)]
    [InlineData(ModelArtifacts.ItemEmbeddings)]
    public void Load_TruncatedFile_IsRefused(string file)
    {
        // Published truncated, so that the checksums agree and the loader has to see it itself.
        var version = shop.Changed(staged =>
        {
            // Without lists as they are served they are made of the index.
            if (file == ModelArtifacts.ItemIndex) File.Delete(staged.FilePath(ModelArtifacts.ItemLists));
            using var stream = new FileStream(staged.FilePath(file), FileMode.Open);
            stream.SetLength(stream.Length * 2 / 3);
        });

        Assert.ThrowsAny<InvalidDataException>(
            () => SnapshotLoader.Load(version, shop.Catalogue(), new SnapshotOptions()));
    }

    [Fact]
    public async Task Load_VersionWithoutServedLists_AnswersAsWithThem()
    {
        var request = new RecommendationRequest { CustomerId = "c3", NowMs = Now, PageSize = 40, CandidateCount = 60 };
        Assert.True(shop.Version.HasFile(ModelArtifacts.ItemLists));
        using var with = new Serving(shop.Version, shop.Catalogue());
        var before = shop.Changed(staged => File.Delete(staged.FilePath(ModelArtifacts.ItemLists)));
        using var without = new Serving(before, shop.Catalogue());

        var expected = await without.AskAsync(request);
        var actual = await with.AskAsync(request);

        Assert.NotEmpty(expected.Products);
        Assert.Equal(
            expected.Products.Select(one => (one.ProductId, one.Score)),
            actual.Products.Select(one => (one.ProductId, one.Score)));
    }

    [Theory]
    [InlineData(ModelArtifacts.Popularity)]
    [InlineData(ModelArtifacts.Ranker)]
    [InlineData(ModelArtifacts.Items)]
    public void Load_MissingFile_NamesIt(string file)
    {
        var version = shop.Changed(staged => File.Delete(staged.FilePath(file)));

        AssertRefused(version, file);
    }

    [Fact]
    public void Load_FilesOfAnotherTraining_AreRefused()
    {
        AssertRefused(
            shop.Changed(staged => File.AppendAllText(staged.FilePath(ModelArtifacts.Items), "one more\n")), "61");
        AssertRefused(
            shop.Changed(staged => File.AppendAllText(staged.FilePath(ModelArtifacts.Items), "\n")), "line 61");
        AssertRefused(
            shop.Changed(staged =>
            {
                using var file = File.Create(staged.FilePath(ModelArtifacts.ItemNeighbors));
                ItemNeighborsFile.Save(new ItemNeighbors([0, 0], [], []), file);
            }),
            ModelArtifacts.ItemNeighbors);
    }

    [Fact]
    public void Load_VectorsOfAnotherOrder_FailTheParityCheck() =>
        AssertRefused(
            shop.Changed(staged =>
            {
                string path = staged.FilePath(ModelArtifacts.ItemEmbeddings);
                byte[] bytes = File.ReadAllBytes(path);
                int half = bytes.Length / 2;
                File.WriteAllBytes(path, [.. bytes[half..], .. bytes[..half]]);
            }),
            "not of the same training");

    [Fact]
    public void Load_UnknownSourceSwitchedOff_IsRefused()
    {
        var options = new SnapshotOptions { WithoutSources = ["telepathy"] };

        var refusal = Assert.Throws<ArgumentException>(
            () => SnapshotLoader.Load(shop.Version, shop.Catalogue(), options));

        Assert.Contains("telepathy", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("two_tower", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_SourcesSwitchedOff_AreNotAsked()
    {
        var options = new SnapshotOptions { WithoutSources = ["ease", "popular"] };
        using var serving = new Serving(shop.Version, shop.Catalogue(), options);

        var result = await serving.AskAsync(
            new RecommendationRequest { NowMs = Now, SessionEvents = [serving.Event("p3")], CandidateCount = 60 });

        Assert.Empty(result.Degraded);
        Assert.NotEmpty(result.Products);
        Assert.DoesNotContain("ease", result.SourceNames);
        Assert.DoesNotContain("popular", result.SourceNames);
        Assert.Superset(result.SourceNames.ToHashSet(), HomeSources.Names.ToHashSet());
    }

    [Fact]
    public async Task Load_VersionWithMix_ServesItsSharesAndWeights()
    {
        // The dearest product first, whatever the ranker says.
        var weights = new MixWeights(0, 0, new Dictionary<string, float> { ["item_price"] = 5 });
        var mix = new Mix(weights, weights, new Dictionary<string, float> { ["popular"] = 9 })
        {
            Without = ["recent"],
        };
        var version = shop.Changed(staged =>
        {
            using var file = File.Create(staged.FilePath(ModelArtifacts.Mix));
            MixFile.Save(mix, file);
        });
        using var serving = new Serving(version, shop.Catalogue());
        var request = new RecommendationRequest
        {
            NowMs = Now,
            SessionEvents = [serving.Event("p3")],
            CandidateCount = 60,
            PageSize = 20,
        };

        var result = await serving.AskAsync(request);
        var traced = await serving.AskAsync(request with { Trace = true });

        Assert.Empty(result.Degraded);
        Assert.DoesNotContain("recent", result.SourceNames);
        Assert.True(result.Sources.Single(one => one.Name == "popular").Asked > 40);
        Assert.Equal(
            result.Products.Select(one => one.Score).OrderDescending(), result.Products.Select(one => one.Score));
        Assert.Equal(traced.Products.Select(one => one.Row), result.Products.Select(one => one.Row));
        var unlearned = await new Serving(shop.Version, shop.Catalogue()).AskAsync(request);
        Assert.NotEqual(unlearned.Products.Select(one => one.Row), result.Products.Select(one => one.Row));
    }

    [Fact]
    public void Load_DamagedMix_IsRefused() => AssertRefused(
        shop.Changed(staged => File.WriteAllText(staged.FilePath(ModelArtifacts.Mix), "{")), ModelArtifacts.Mix);

    private void AssertRefused(ModelVersion version, string expected)
    {
        var refusal = Assert.Throws<InvalidDataException>(
            () => SnapshotLoader.Load(version, shop.Catalogue(), new SnapshotOptions()));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Serving : IDisposable
    {
        private readonly SnapshotHolder _holder = new();
        private readonly RecommendationPipeline _pipeline;

        public Serving(ModelVersion version, ProductColumns products, SnapshotOptions? options = null)
        {
            Products = products;
            _holder.Replace(SnapshotLoader.Load(version, products, options ?? new SnapshotOptions()));
            _pipeline = new RecommendationPipeline(
                _holder, products, new ReplayedHistories(TestTables.Of()), TimeProvider.System);
        }

        public ProductColumns Products { get; }

        public HistoryEvent Event(string id) => new(Row(id), Now - 1_000, 2, 1, InteractionType.Purchase);

        public Task<RecommendationResult> SimilarAsync(string id) => AskAsync(
            new RecommendationRequest { NowMs = Now, Pipeline = "similar", AnchorRow = Row(id), CandidateCount = 30 });

        public Task<RecommendationResult> AskAsync(RecommendationRequest request) =>
            _pipeline.ExecuteAsync(request, CancellationToken.None).AsTask();

        public void Dispose() => _holder.Dispose();

        private int Row(string id) =>
            Products.TryGetRow(id, out int row) ? row : throw new ArgumentException($"No {id}.");
    }
}
