using Recsys.Models.Repository;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots;
using Recsys.Training.Data;
using Recsys.Training.Incremental;

namespace Recsys.Training.Tests.Incremental;

public sealed class IncrementalTrainerTests(GrowingShop shop) : IClassFixture<GrowingShop>
{
    [Fact]
    public void Train_NewRows_GoesOnFromTheVersionAndSaysSo()
    {
        var version = Train(shop.Repository(), shop.Until(160), shop.Full);

        var manifest = version.Manifest;
        Assert.Equal([shop.Full.Name], manifest.Parents);
        Assert.Equal((0, 1), (shop.Full.Manifest.Counts["increments"], manifest.Counts["increments"]));
        Assert.Equal(
            shop.Until(160).Count - shop.Until(GrowingShop.FullDays).Count, manifest.Counts["new_interactions"]);
        Assert.InRange(manifest.Counts["new_items"], 1, 10);
        Assert.Equal(shop.Until(160).TimesMs[^1], manifest.DataWindow.ToMs);
        Assert.InRange(manifest.Counts["tower_examples"], 1, shop.Full.Manifest.Counts["tower_examples"] / 5);
        Assert.InRange(manifest.Counts["ranker_examples"], 1, shop.Full.Manifest.Counts["ranker_examples"] / 5);
        Assert.InRange(manifest.Metrics["validation_auc"], 0.6, 1);
    }

    [Fact]
    public void Train_Twice_GivesTheSameBytes()
    {
        var first = Train(shop.Repository(), shop.Until(160), shop.Full);
        var second = Train(shop.Repository(), shop.Until(160), shop.Full);

        string[] files =
        [
            ModelArtifacts.Items, ModelArtifacts.Workflow, ModelArtifacts.ItemStatistics, ModelArtifacts.ItemEmbeddings,
            ModelArtifacts.ItemNeighbors, ModelArtifacts.Transitions, ModelArtifacts.Training,
        ];
        foreach (string file in files)
            Assert.Equal(File.ReadAllBytes(first.FilePath(file)), File.ReadAllBytes(second.FilePath(file)));
        Assert.Equal(Parameters.All(first, ModelArtifacts.Ranker), Parameters.All(second, ModelArtifacts.Ranker));
    }

    [Fact]
    public void Train_TwoInARow_SecondGoesOnFromTheFirst()
    {
        var repository = shop.Repository();
        var first = Train(repository, shop.Until(160), shop.Full);
        var second = Train(repository, shop.Until(180), first);

        Assert.Equal([first.Name, shop.Full.Name], second.Manifest.Parents);
        Assert.Equal(2, second.Manifest.Counts["increments"]);
        Assert.Equal(second.Name, repository.Current);
        using var warm = WarmStart.Open(second);
        Assert.Equal((2, shop.Until(180).TimesMs[^1]), (warm.Increments, warm.ToMs));
        Assert.Equal(GrowingShop.Options.TowerDimension, warm.Options.TowerDimension);
        Assert.Equal(GrowingShop.Options.HorizonDays, warm.Options.HorizonDays);
    }

    [Fact]
    public void Train_NewRows_MovesWeightsAndLeavesThePlan()
    {
        var version = Train(shop.Repository(), shop.Until(160), shop.Full);

        Assert.NotEqual(
            Parameters.Named(shop.Full, ModelArtifacts.UserTower, "user_weight_1"),
            Parameters.Named(version, ModelArtifacts.UserTower, "user_weight_1"));
        Assert.NotEqual(
            Parameters.Named(shop.Full, ModelArtifacts.Ranker, "top_weight_2"),
            Parameters.Named(version, ModelArtifacts.Ranker, "top_weight_2"));
        Assert.Equal(
            File.ReadAllBytes(shop.Full.FilePath(ModelArtifacts.ItemToItem)),
            File.ReadAllBytes(version.FilePath(ModelArtifacts.ItemToItem)));
        using var before = WarmStart.Open(shop.Full);
        using var after = WarmStart.Open(version);
        Assert.Equal(before.Record.Plan with { Settings = after.Record.Plan.Settings }, after.Record.Plan);
        Assert.Equal(before.Record.Calibration, after.Record.Calibration);
    }

    [Fact]
    public void Train_Cancelled_LeavesNothingPublished()
    {
        using var cancellation = new CancellationTokenSource();
        var repository = shop.Repository();
        using (var staged = repository.Stage())
        using (var warm = WarmStart.Open(shop.Full))
        {
            var stop = new Observer(progress => { if (progress.Stage == "ranker") cancellation.Cancel(); });
            Assert.ThrowsAny<OperationCanceledException>(() => IncrementalTrainer.Train(
                shop.Until(160), warm, warm.Options, staged, learnMix: false, stop, cancellation.Token));
        }
        Assert.Empty(repository.List());
        Assert.Null(repository.Current);
    }

    [Fact]
    public void Train_LearningTheMix_LearnsItFromTheVersionAndTheNewRows()
    {
        // Weeks of news: fifty customers at least must have come back.
        var table = shop.Until(190);
        using var warm = WarmStart.Open(shop.Full);
        using var staged = shop.Repository().Stage();

        var manifest = IncrementalTrainer.Train(table, warm, warm.Options, staged, learnMix: true);

        Assert.InRange(manifest.Metrics["mix_all_ndcg_20"], 0.01, 1);
        using var stream = File.OpenRead(staged.FilePath(ModelArtifacts.Mix));
        var mix = Recsys.Snapshots.Mixing.MixFile.Load(stream);
        Assert.Contains("ease", mix.Shares.Keys);
        Assert.NotEqual(mix.AllProducts.Signals, warm.Mix?.AllProducts.Signals);
    }

    [Fact]
    public void Train_NothingNewer_SaysSo()
    {
        using var warm = WarmStart.Open(shop.Full);
        var table = shop.Until(GrowingShop.FullDays);

        Assert.False(IncrementalTrainer.HasNews(table, warm));
        Assert.Contains("nothing newer", Refused(table, warm).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_DataOfAnotherShop_SaysSo()
    {
        using var warm = WarmStart.Open(shop.Full);
        var builder = new InteractionTableBuilder();
        for (int day = 0; day < 400; day++)
            builder.Add(SyntheticShop.Purchase(day % 5, day % 7, day, 0) with { ProductId = $"other-{day % 7}" });

        Assert.Contains("other data", Refused(builder.Build(), warm).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_DataWithoutTimes_SaysSo()
    {
        using var warm = WarmStart.Open(shop.Full);
        var builder = new InteractionTableBuilder();
        for (int n = 0; n < 60; n++)
            builder.Add(SyntheticShop.Purchase(n % 5, n, 0, 0) with { Id = $"{n}", TimeMs = 0 });

        Assert.Contains("without times", Refused(builder.Build(), warm).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OtherTowerDimension_NamesIt()
    {
        using var warm = WarmStart.Open(shop.Full);
        using var staged = shop.Repository().Stage();
        var refused = Assert.Throws<ArgumentException>(() => IncrementalTrainer.Train(
            shop.Until(160), warm, warm.Options with { TowerDimension = 16 }, staged));
        Assert.Contains("tower_dimension 8, not 16", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OneNewRowOfANewCustomer_PublishesAVersion()
    {
        var table = shop.Until(GrowingShop.FullDays);
        var builder = new InteractionTableBuilder();
        foreach (var product in table.Products) builder.Set(product);
        for (int row = 0; row < table.Count; row++)
            builder.Add(new Interaction
            {
                Id = $"{row}", CustomerId = table.UserIds[table.Users[row]],
                ProductId = table.ItemIds[table.Items[row]],
                Type = table.Types[row], TimeMs = table.TimesMs[row], Price = table.Prices[row],
                Quantity = table.Quantities[row],
            });
        builder.Add(SyntheticShop.Purchase(9000, 9000, 0, 0) with { TimeMs = table.TimesMs[^1] + 1 });

        var version = Train(shop.Repository(), builder.Build(), shop.Full);

        Assert.Equal(1, version.Manifest.Counts["new_interactions"]);
        Assert.Equal(1, version.Manifest.Counts["new_items"]);
        Assert.Contains("p9000", File.ReadAllLines(version.FilePath(ModelArtifacts.Items)));
    }

    [Fact]
    public void LateRows_OlderThanTheNewest_AreCounted()
    {
        using var warm = WarmStart.Open(shop.Full);
        Assert.Equal(0, IncrementalTrainer.LateRows(shop.Until(160), warm));
        Assert.Equal(0, IncrementalTrainer.LateRows(shop.Until(GrowingShop.FullDays), warm));
        // A version that had seen less of the same days.
        var early = shop.Full.Manifest;
        var counts = new Dictionary<string, long>(early.Counts) { ["interactions"] = early.Counts["interactions"] - 7 };
        using var staged = shop.Repository().Stage();
        foreach (var file in early.Files) File.Copy(shop.Full.FilePath(file.Name), staged.FilePath(file.Name));
        using var other = WarmStart.Open(staged.Publish(early with { Counts = counts }));
        Assert.Equal(7, IncrementalTrainer.LateRows(shop.Until(160), other));
    }

    internal static ModelVersion Train(ModelRepository repository, InteractionTable table, ModelVersion from)
    {
        using var warm = WarmStart.Open(from);
        using var staged = repository.Stage();
        var version = staged.Publish(IncrementalTrainer.Train(table, warm, warm.Options, staged));
        return repository.Open(version.Name);
    }

    private TrainingException Refused(InteractionTable table, WarmStart warm)
    {
        using var staged = shop.Repository().Stage();
        return Assert.Throws<TrainingException>(() => IncrementalTrainer.Train(table, warm, warm.Options, staged));
    }

    private sealed class Observer(Action<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen(value);
    }
}
