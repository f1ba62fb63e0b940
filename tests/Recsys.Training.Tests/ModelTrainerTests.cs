using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.Live;
using Recsys.Snapshots.Ranking;
using Recsys.Snapshots.TwoTower;
using Recsys.Training.Data;

namespace Recsys.Training.Tests;

public sealed class ModelTrainerTests : IDisposable
{
    private static readonly InteractionTable Small = SyntheticShop.Build(users: 30, products: 30);

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-trainer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_ShopWithTwoTastes_RanksTheCustomersOwnTasteFirst()
    {
        var table = SyntheticShop.Build();
        var version = Train(table, SyntheticShop.Options);
        var (catalogue, snapshot) = Load(table, version);
        using var tower = snapshot.Tower;
        var index = snapshot.Index;
        using var scorer = snapshot.Scorer;

        int own = 0, all = 0;
        for (int user = 0; user < 20; user++)
        {
            var context = Context(table, catalogue, $"u{user}");
            var rows = new int[20];
            int found = snapshot.Source.Retrieve(context, rows, new float[20]);
            Assert.InRange(found, 1, 20);
            Assert.Equal(found, rows[..found].Distinct().Count());
            Assert.DoesNotContain(rows[..found], context.User.PurchasedRows.Contains);

            int[] shelf = [.. Enumerable.Range(0, catalogue.Count)];
            var scores = new float[shelf.Length];
            scorer.Score(context, shelf, new float[shelf.Length], scores);
            Assert.All(scores, score => Assert.InRange(score, 0f, 1f));
            Array.Sort(scores, shelf);
            foreach (int row in shelf[^10..])
            {
                all++;
                if (int.Parse(catalogue.IdOf(row)[1..]) % 2 == user % 2) own++;
            }
        }
        Assert.InRange(own / (double)all, 0.75, 1);
        Assert.InRange(version.Manifest.Metrics["validation_auc"], 0.6, 1);
    }

    [Fact]
    public void Train_ViewsBesidePurchases_LearnsBothAndServesThemInTheKernels()
    {
        var table = SyntheticShop.BuildWithViews(users: 40, products: 40);

        var version = Train(table, SyntheticShop.Options);

        using var file = File.OpenRead(version.FilePath(ModelArtifacts.RankerDescription));
        var shape = RankerDescriptionFile.Load(file);
        Assert.Equal(["answer", "view"], shape.Heads!.Select(head => head.Name));
        using var scorer = Load(table, version).Snapshot.Scorer;
        Assert.True(scorer.Route.IsFused, scorer.Route.Reason);
        Assert.InRange(version.Manifest.Metrics["validation_auc"], 0.6, 1);
        Assert.InRange(version.Manifest.Metrics["calibration_error"], 0, 0.2);
    }

    [Fact]
    public void Train_TwiceWithOneSeed_GivesTheSameBytes()
    {
        var table = SyntheticShop.Build(users: 30, products: 30);
        var first = Train(table, SyntheticShop.QuickOptions);
        var second = Train(table, SyntheticShop.QuickOptions);

        string[] files =
        [
            ModelArtifacts.Workflow, ModelArtifacts.ItemStatistics, ModelArtifacts.ItemEmbeddings,
            ModelArtifacts.ItemNeighbors,
        ];
        foreach (string file in files)
            Assert.Equal(File.ReadAllBytes(first.FilePath(file)), File.ReadAllBytes(second.FilePath(file)));
        Assert.Equal(Weights(first), Weights(second));
    }

    [Theory]
    [InlineData("item to item")]
    [InlineData("examples")]
    [InlineData("towers")]
    [InlineData("ranker")]
    [InlineData("towers so far")]
    [InlineData("mix")]
    [InlineData("latest towers")]
    [InlineData("sequences")]
    [InlineData("artifacts")]
    public void Train_CancelledAtAStage_LeavesNothingAndStartsClean(string stage)
    {
        using var cancellation = new CancellationTokenSource();
        var repository = new ModelRepository(_folder);
        var stages = new List<string>();
        using (var staged = repository.Stage())
        {
            var stop = new Observer(progress =>
            {
                stages.Add(progress.Stage);
                if (progress.Stage == stage) cancellation.Cancel();
            });
            Assert.ThrowsAny<OperationCanceledException>(
                () => ModelTrainer.Train(Small, SyntheticShop.Options, staged, stop, cancellation.Token));
        }
        // It ended where it was, and did not go on to the next stage first.
        Assert.Equal(stage, stages[^1]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        Assert.Equal(Small.Count, Train(Small, SyntheticShop.QuickOptions).Manifest.Counts["interactions"]);
    }

    [Fact]
    public void Train_LossThatIsNoNumber_NamesTheBatchAndPublishesNothing()
    {
        var table = SyntheticShop.BuildWithViews(users: 30, products: 30);
        // More than a float holds: the heads' part of the loss is infinite.
        var options = SyntheticShop.Options with { HeadLossWeight = 1e300 };
        var repository = new ModelRepository(_folder);
        using (var staged = repository.Stage())
        {
            var stopped = Assert.Throws<TrainingException>(() => ModelTrainer.Train(table, options, staged));

            Assert.Contains("stage \"ranker\", epoch 1, batch 1 of ", stopped.Message, StringComparison.Ordinal);
            Assert.Contains("customer 'u", stopped.Message, StringComparison.Ordinal);
            Assert.Contains("--settings", stopped.Message, StringComparison.Ordinal);
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Train_Progress_NamesItsStagesInOrder()
    {
        var stages = new List<string>();
        var observer = new Observer(progress =>
        {
            Assert.InRange(progress.Fraction, 0, 1);
            if (stages.Count == 0 || stages[^1] != progress.Stage) stages.Add(progress.Stage);
        });
        Train(SyntheticShop.Build(users: 30, products: 30), SyntheticShop.Options, observer);
        Assert.Equal(
            [
                "item to item", "als", "examples", "towers", "ranker", "towers so far", "mix", "latest towers",
                "sequences", "artifacts",
            ],
            stages);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1, 5)]
    [InlineData(3, 3)]
    public void Train_HardlyAnyData_StillGivesAModel(int users, int products)
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < Math.Max(users, products); i++)
            builder.Add(SyntheticShop.Purchase(i % users, i % products, day: i, line: 0));
        var table = builder.Build();

        var (catalogue, snapshot) = Load(table, Train(table, SyntheticShop.Options));
        using var tower = snapshot.Tower;
        var index = snapshot.Index;
        using var scorer = snapshot.Scorer;
        int[] rows = [.. Enumerable.Range(0, catalogue.Count)];
        var scores = new float[rows.Length];
        scorer.Score(Context(table, catalogue, "u0"), rows, new float[rows.Length], scores);
        Assert.All(scores, score => Assert.InRange(score, 0f, 1f));
    }

    [Fact]
    public void Train_RatingsWithoutTimes_GivesAModel()
    {
        var random = new Random(3);
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < 2000; i++)
            builder.Add(new Interaction
            {
                Id = $"{i}", CustomerId = $"u{i % 50}", ProductId = $"p{random.Next(40)}",
                Type = InteractionType.Rating, Value = 4,
                TimeMs = 0,
            });
        var manifest = Train(builder.Build(), SyntheticShop.Options).Manifest;
        Assert.Equal(2000, manifest.Counts["interactions"]);
        Assert.InRange(manifest.Counts["ranker_examples"], 100, long.MaxValue);
        Assert.InRange(manifest.Metrics["calibration_error"], 0, 0.2);
    }

    [Fact]
    public void Train_NoInteractions_SaysSo()
    {
        using var staged = new ModelRepository(_folder).Stage();
        var refused = Assert.Throws<TrainingException>(
            () => ModelTrainer.Train(new InteractionTableBuilder().Build(), SyntheticShop.Options, staged));
        Assert.Contains("no interactions", refused.Message);
    }

    [Fact]
    public void Train_OptionOutOfRange_NamesIt()
    {
        using var staged = new ModelRepository(_folder).Stage();
        var refused = Assert.Throws<ArgumentException>(
            () => ModelTrainer.Train(SyntheticShop.Build(2, 2), SyntheticShop.Options with { TowerBatch = 1 }, staged));
        Assert.Contains("TowerBatch", refused.Message);
    }

    [Fact]
    public void Load_ProductThatCameAfterTraining_HasAVectorAndIsFound()
    {
        var table = SyntheticShop.Build(users: 30, products: 30);
        var version = Train(table, SyntheticShop.Options);
        var (catalogue, snapshot) = Load(table, version, SyntheticShop.Product(9000));
        using var tower = snapshot.Tower;
        var index = snapshot.Index;
        using var scorer = snapshot.Scorer;
        Assert.True(catalogue.TryGetRow("p9000", out int row));

        Assert.Equal(1, MathF.Sqrt(ItemVectors.Dot(snapshot.Features.Vectors[row], snapshot.Features.Vectors[row])), 3);
        var rows = new int[catalogue.Count];
        int found = snapshot.Source.Retrieve(Context(table, catalogue, "u1"), rows, new float[rows.Length]);
        Assert.Contains(row, rows[..found]);
    }

    private ModelVersion Train(
        InteractionTable table, TrainingOptions options, IProgress<TrainingProgress>? progress = null)
    {
        var repository = new ModelRepository(_folder);
        using var staged = repository.Stage();
        return staged.Publish(ModelTrainer.Train(table, options, staged, progress));
    }

    private static (ProductColumns Catalogue, Loaded Snapshot) Load(
        InteractionTable table, ModelVersion version, params Product[] more)
    {
        var catalogue = new ProductColumns();
        foreach (var product in more.Concat(table.Products.Reverse())) catalogue.Upsert(product);
        var rows = ModelRows.Map(ItemList.Read(version.FilePath(ModelArtifacts.Items)), catalogue);
        var neighbors = ItemNeighborsFile.Load(version.FilePath(ModelArtifacts.ItemNeighbors));
        var features = ModelFeatures.Load(version, catalogue, rows, neighbors);
        var tower = UserTower.Load(version, features.Vectors.Dimension);
        var index = LiveIndex.Load(version, features, catalogue, new LiveOptions());
        var users = new RequestUsers(features, tower);
        return (catalogue, new Loaded(
            features, tower, index, new TwoTowerSource(users, index), DlrmScorer.Load(version, features, users)));
    }

    private static RecommendationContext Context(InteractionTable table, ProductColumns catalogue, string customer)
    {
        var history = new UserHistory();
        Assert.True(table.TryGetUser(customer, out int user));
        foreach (int row in table.RowsOfUser(user))
        {
            Assert.True(catalogue.TryGetRow(table.ItemIds[table.Items[row]], out int product));
            history.Apply(new HistoryEvent(
                product, table.TimesMs[row], table.Prices[row], table.Quantities[row], table.Types[row]), "France");
        }
        return new RecommendationContext
        {
            Request = new RecommendationRequest { CustomerId = customer, NowMs = table.TimesMs[^1] + 1 },
            Snapshot = new PipelineSnapshot("test", new Dictionary<string, PipelineDefinition>()),
            Products = catalogue,
            User = history,
            Country = "France",
        };
    }

    private static float[] Weights(ModelVersion version)
    {
        using var ranker = TorchModule.Load(version.FilePath(ModelArtifacts.Ranker));
        var values = new List<float>();
        foreach (var parameter in ranker.Parameters)
        {
            var read = new float[parameter.Elements];
            ranker.ReadParameter(parameter.Name, read);
            values.AddRange(read);
        }
        return [.. values];
    }

    private sealed record Loaded(
        ModelFeatures Features, UserTower Tower, LiveIndex Index, TwoTowerSource Source, DlrmScorer Scorer);

    private sealed class Observer(Action<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen(value);
    }
}
