using Recsys.Models.Repository;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Snapshots;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Mixing;

public sealed class MixTrainingTests : IDisposable
{
    // What one source alone reads. The shop is too young for seasons.
    private static readonly (string Source, string File)[] OwnFiles =
    [
        ("als", ModelArtifacts.Als), ("session_knn", ModelArtifacts.Sessions), ("sequence", ModelArtifacts.Sequence),
        ("graph_filter", ModelArtifacts.GraphFilter), ("transitions", ModelArtifacts.Transitions),
        ("item_knn", ModelArtifacts.ItemKnn), ("repeat", ModelArtifacts.Repeat), ("ease", ModelArtifacts.ItemNeighbors),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-mix-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Train_EnoughCustomers_LearnsAMixThatServes()
    {
        var table = SyntheticShop.Build(users: 120);
        var options = SyntheticShop.Options with { WithoutSources = ["popular", "sequence", "als"] };
        var repository = new ModelRepository(_folder);
        using var staged = repository.Stage();

        var manifest = ModelTrainer.Train(table, options, staged);
        using var file = File.OpenRead(staged.FilePath(ModelArtifacts.Mix));
        var mix = MixFile.Load(file);

        Assert.Equal(["popular", "sequence", "als"], mix.Without);
        Assert.Empty(mix.Without.Intersect(mix.Shares.Keys));
        Assert.Contains("ease", mix.Shares.Keys);
        Assert.DoesNotContain(
            mix.NewProducts.Signals.Keys, name => name.StartsWith("popular", StringComparison.Ordinal));
        Assert.InRange(manifest.Metrics["mix_all_ndcg_20"], 0.01, 1);
        Assert.Contains("seconds_mix", manifest.Metrics.Keys);
        // What nobody asks is not fitted; what others read of it is.
        Assert.False(File.Exists(staged.FilePath(ModelArtifacts.Sequence)));
        Assert.False(File.Exists(staged.FilePath(ModelArtifacts.Als)));
        Assert.True(File.Exists(staged.FilePath(ModelArtifacts.Popularity)));
        Assert.DoesNotContain("als_lambda", manifest.Metrics.Keys);
    }

    [Fact]
    public void Train_SourcesThatPagesAreAsGoodWithout_AreNotAsked()
    {
        var table = SyntheticShop.Build(users: 70);
        var repository = new ModelRepository(_folder);
        using (var staged = repository.Stage())
            staged.Publish(
                ModelTrainer.Train(table, SyntheticShop.Options with { SpareSources = true }, staged));
        var version = repository.OpenCurrent().Version!;
        Mix mix;
        using (var file = File.OpenRead(version.FilePath(ModelArtifacts.Mix))) mix = MixFile.Load(file);
        var products = new ProductColumns();
        foreach (var product in table.Products) products.Upsert(product);

        var snapshot = SnapshotLoader.Load(version, products, new SnapshotOptions());
        string[] asked = [.. snapshot.Pipelines["home"].Sources.Select(one => one.Source.Name)];
        snapshot.Free();

        Assert.NotEmpty(mix.Spared);
        Assert.Subset(HomeSources.Sparable.ToHashSet(), mix.Spared.ToHashSet());
        Assert.Equal(mix.Spared.Count, version.Manifest.Metrics["mix_spared_sources"]);
        Assert.Empty(mix.Spared.Intersect(asked));
        Assert.Superset(new HashSet<string> { "ease", "two_tower", "session", "recent", "popular" }, asked.ToHashSet());
        Assert.Empty(mix.Shares.Keys.Except(asked));
        foreach (var (source, file) in OwnFiles)
            Assert.Equal(asked.Contains(source), version.HasFile(file));
    }

    [Theory]
    [InlineData(3e9, 2)]
    [InlineData(1e12, 1)]
    public void Train_SequenceThatPagesNeed_IsTrainedInFullBeforeTheMixIsLearned(double work, int times)
    {
        var passes = new CountPasses("mix");
        using var staged = new ModelRepository(_folder).Stage();
        // Nothing is tried without, so that it is needed; of little data the trial is all there is to do.
        var options = SyntheticShop.Options with { SequenceWork = work };

        var manifest = ModelTrainer.Train(SyntheticShop.Build(users: 70, days: 120), options, staged, passes);

        Assert.Equal(times, passes.Passes);
        Assert.True(File.Exists(staged.FilePath(ModelArtifacts.Sequence)));
        Assert.Equal(0, manifest.Metrics["mix_spared_sources"]);
    }

    [Fact]
    public void Train_TooFewCustomers_HasNoMix()
    {
        var repository = new ModelRepository(_folder);
        using var staged = repository.Stage();

        ModelTrainer.Train(SyntheticShop.Build(users: 20), SyntheticShop.Options, staged);

        Assert.False(File.Exists(staged.FilePath(ModelArtifacts.Mix)));
    }

    [Fact]
    public void WritePast_WhatHappenedAfterwards_ChangesNothing()
    {
        var table = SyntheticShop.Build();
        var other = Rewritten(table);
        string[] files =
        [
            ModelArtifacts.Items, ModelArtifacts.ItemStatistics, ModelArtifacts.ItemNeighbors,
            ModelArtifacts.Popularity,
        ];

        var past = Past(table, "a", out var workflow);
        var otherPast = Past(other, "b", out var otherWorkflow);

        Assert.NotEqual(table.Items, other.Items);
        Assert.Equal(past.Items, otherPast.Items);
        Assert.True(past.TimesMs[^1] < workflow.AsOfMs);
        Assert.Equal(workflow.AsOfMs, otherWorkflow.AsOfMs);
        foreach (string name in files)
            Assert.Equal(
                File.ReadAllBytes(Path.Combine(_folder, $"a-{name}")),
                File.ReadAllBytes(Path.Combine(_folder, $"b-{name}")));
        for (int id = 0; id < workflow.Categories.Size; id++)
            Assert.Equal(workflow.CategoryTarget[id], otherWorkflow.CategoryTarget[id]);
    }

    [Fact]
    public void Past_KeepsAllNumbers()
    {
        var table = SyntheticShop.Build();

        var past = table.Past(table.Count / 2);

        Assert.Equal(table.Count / 2, past.Count);
        Assert.Equal(table.ItemIds, past.ItemIds);
        Assert.Equal(table.Items[..past.Count], past.Items);
        Assert.Equal(table.UserIds[..past.UserCount], past.UserIds);
    }

    // How often a stage comes to its first third.
    private sealed class CountPasses(string stage) : IProgress<TrainingProgress>
    {
        public int Passes { get; private set; }

        public void Report(TrainingProgress value)
        {
            if (value.Stage == stage && value.Fraction is > 0 and < 0.5) Passes++;
        }
    }

    private InteractionTable Past(InteractionTable table, string name, out FeatureWorkflow workflow)
    {
        using var run = new TrainingRun(table, SyntheticShop.QuickOptions, null, default);
        run.TakeExamples();
        run.FitFeatures();
        run.TrainTowersOnThePast();
        run.TrainRanker();
        using var staged = new ModelRepository(Path.Combine(_folder, name)).Stage();
        var past = run.Past;
        run.WritePast(staged, past, null);
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(staged.FilePath(ModelArtifacts.Items))!))
            File.Copy(file, Path.Combine(_folder, $"{name}-{Path.GetFileName(file)}"));
        using var stream = File.OpenRead(staged.FilePath(ModelArtifacts.Workflow));
        workflow = FeatureWorkflowFile.Load(stream);
        return past;
    }

    // The same table, but for what is bought in its last window: other products, met before.
    private static InteractionTable Rewritten(InteractionTable table)
    {
        long border = table.TimesMs[^1] + 1 - (long)(SyntheticShop.Options.HorizonDays * SyntheticShop.Day);
        var builder = new InteractionTableBuilder();
        foreach (var product in table.Products) builder.Set(product);
        for (int row = 0; row < table.Count; row++)
        {
            bool late = table.TimesMs[row] >= border;
            builder.Add(new Pipeline.Interactions.Interaction
            {
                Id = $"{row}",
                CustomerId = table.UserIds[table.Users[row]],
                ProductId = table.ItemIds[late ? (table.Items[row] + 7) % 40 : table.Items[row]],
                Type = table.Types[row],
                TimeMs = table.TimesMs[row],
                Price = table.Prices[row],
                Quantity = table.Quantities[row],
                Country = table.CountryNames[table.Countries[row]],
            });
        }
        return builder.Build(keepItemsWithoutRows: true);
    }
}
