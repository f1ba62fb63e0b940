using System.Runtime.InteropServices;
using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;
using Recsys.Snapshots.Mixing;
using Recsys.Snapshots.Popularity;
using Recsys.Snapshots.Repeat;
using Recsys.Snapshots.Seasonal;
using Recsys.Snapshots.Sequence;
using Recsys.Snapshots.Session;
using Recsys.Training.Als;
using Recsys.Training.Data;
using Recsys.Training.Evidence;
using Recsys.Training.Incremental;
using Recsys.Training.Mixing;
using Recsys.Training.Neighbors;
using Recsys.Training.Popularity;
using Recsys.Training.Repeat;
using Recsys.Training.Sessions;
using Recsys.Training.TwoTower;
using Recsys.VectorIndex;

namespace Recsys.Training;

/// <summary>Writes the files of a version (<see cref="ModelArtifacts"/>) into its staged folder.</summary>
internal sealed class ArtifactWriter(StagedVersion staged, TrainingOptions options, CancellationToken cancellation)
{
    /// <summary>Writes all that a version is served from, without what only sources read that nobody asks.</summary>
    /// <param name="known">The data it knows.</param>
    /// <param name="parts">What was made of it.</param>
    public void Write(InteractionTable known, TrainedParts parts)
    {
        var columns = ItemColumns.Build(parts.Workflow, parts.Content, parts.Statistics);
        WriteFeatures(known, parts.Workflow, parts.Statistics);
        var asked = AskedSources.Of(options, parts.Mix);
        WriteItemToItem(
            ItemToItemFitter.Fit(known, known.ItemCount, parts.Plan, options, asked, cancellation),
            parts.Plan.Settings);
        WritePopularity(known);
        if (asked.Has(AlsSource.SourceName)) WriteAls(known, parts.Als, parts.Plan.Evidence);
        if (asked.Has(SeasonalSource.SourceName)) WriteSeason(known);
        if (asked.Has(RepeatSource.SourceName)) WriteRepeat(known);
        if (asked.Has(SessionKnnSource.SourceName)) WriteSessions(known);
        if (asked.Has(SequenceSource.SourceName)) parts.Sequence?.Save(staged.FilePath(ModelArtifacts.Sequence));
        WriteTowers(parts.Towers, parts.Workflow, columns, parts.Towers.EncodeUsers(parts.States));
        WriteRanker(parts.Ranker);
        if (parts.Mix is not null || options.WithoutSources.Count > 0)
            WriteMix((parts.Mix ?? Mix.Unlearned) with { Without = [.. options.WithoutSources] });
    }

    /// <summary>Writes what a later training goes on from.</summary>
    public void WriteRecord(TrainingRecord record) =>
        TrainingRecordFile.Save(record, staged.FilePath(ModelArtifacts.Training));

    private void WriteFeatures(InteractionTable table, FeatureWorkflow workflow, ItemStatistics statistics)
    {
        cancellation.ThrowIfCancellationRequested();
        File.WriteAllLines(staged.FilePath(ModelArtifacts.Items), table.ItemIds);
        using var features = File.Create(staged.FilePath(ModelArtifacts.Workflow));
        FeatureWorkflowFile.Save(workflow, features);
        using var counters = File.Create(staged.FilePath(ModelArtifacts.ItemStatistics));
        ItemStatisticsFile.Save(statistics, counters);
    }

    private void WriteItemToItem(ItemToItemModels models, ItemToItemSettings settings)
    {
        cancellation.ThrowIfCancellationRequested();
        settings.Save(staged.FilePath(ModelArtifacts.ItemToItem));
        Save(ModelArtifacts.ItemNeighbors, models.Ease);
        Save(ModelArtifacts.GraphFilter, models.GraphFilter);
        Save(ModelArtifacts.Transitions, models.Transitions);
        Save(ModelArtifacts.ItemKnn, models.ItemKnn);

        void Save(string file, ItemNeighbors? table)
        {
            if (table is null) return;
            using var stream = File.Create(staged.FilePath(file));
            ItemNeighborsFile.Save(table, stream);
        }
    }

    /// <summary>Writes implicit alternating least squares, where there is something to learn for them.</summary>
    private void WriteAls(InteractionTable table, AlsPlan plan, LearnedEvidence evidence)
    {
        if (!plan.Worthwhile) return;
        var plain = PairMatrix.Of(table);
        var pairs = evidence.InAls ? evidence.Pairs(table, plain) : plain;
        FactorModelFile.Save(
            staged.FilePath(ModelArtifacts.Als),
            AlsFitter.Fit(pairs, table.ItemCount, plan.Settings, options.Seed, AlsEffort.Full, cancellation));
    }

    private void WritePopularity(InteractionTable table) => PopularityFile.Save(
        staged.FilePath(ModelArtifacts.Popularity), PopularityBuilder.Build(table, new PopularityOptions()));

    /// <summary>Writes what was popular at each season, where the data knows a year.</summary>
    private void WriteSeason(InteractionTable table)
    {
        if (SeasonBuilder.Build(table) is { } season) SeasonFile.Save(staged.FilePath(ModelArtifacts.Season), season);
    }

    /// <summary>Writes the chance of repeat purchase, where there is one to speak of.</summary>
    private void WriteRepeat(InteractionTable table)
    {
        if (RepeatFitter.Fit(table, options, cancellation) is { } model)
            RepeatModelFile.Save(staged.FilePath(ModelArtifacts.Repeat), model);
    }

    /// <summary>Writes sessions of the past, where products were met together.</summary>
    private void WriteSessions(InteractionTable table)
    {
        if (SessionFitter.Fit(table, options, cancellation) is { } sessions)
            SessionTableFile.Save(staged.FilePath(ModelArtifacts.Sessions), sessions);
    }

    /// <summary>Writes the towers, the products' vectors and their index.</summary>
    /// <param name="towers">The towers.</param>
    /// <param name="workflow">The workflow they read by.</param>
    /// <param name="columns">The products.</param>
    /// <param name="users">Vectors of customers to measure the index with; empty makes some up.</param>
    private void WriteTowers(
        TwoTowerTrainer towers, FeatureWorkflow workflow, ItemColumns columns, ReadOnlyMemory<float> users)
    {
        cancellation.ThrowIfCancellationRequested();
        using var user = TwoTowerModule.ExtractUser(towers.Module, workflow, options.TowerDimension);
        user.Save(staged.FilePath(ModelArtifacts.UserTower));
        ServedTables.WriteUserTower(
            staged.FilePath(ModelArtifacts.UserTower), staged.FilePath(ModelArtifacts.UserTowerProducts));
        using var item = TwoTowerModule.ExtractItem(towers.Module, workflow, options.TowerDimension);
        item.Save(staged.FilePath(ModelArtifacts.ItemTower));

        float[] vectors = towers.EncodeItems(columns);
        using (var stream = File.Create(staged.FilePath(ModelArtifacts.ItemEmbeddings)))
            Write(stream, vectors);
        var ids = new long[columns.Rows];
        for (int row = 0; row < ids.Length; row++) ids[row] = row;
        using var index = IvfIndex.Build(
            vectors, options.TowerDimension, ids,
            new IvfOptions { Seed = unchecked((int)options.Seed) & int.MaxValue });
        index.Save(staged.FilePath(ModelArtifacts.ItemIndex));
        MeasureIndex(index, new ItemVectors(vectors, options.TowerDimension), users);
    }

    private void MeasureIndex(IvfIndex trained, ItemVectors vectors, ReadOnlyMemory<float> users)
    {
        int[] rows = [.. Enumerable.Range(0, vectors.Rows)];
        var index = ListIndex.Of(trained, rows, vectors, null);
        index.Save(staged.FilePath(ModelArtifacts.ItemLists));
        if (users.IsEmpty) users = ProbeMeasurement.QueriesLike(vectors, VersionTraining.IndexQueries, rows.Length);
        ProbeMeasurement.Measure(index, users, options.IndexRecall, null, cancellation)
            .Save(staged.FilePath(ModelArtifacts.IndexProbes));
    }

    private void WriteRanker(TorchModule ranker)
    {
        cancellation.ThrowIfCancellationRequested();
        ranker.Save(staged.FilePath(ModelArtifacts.Ranker));
        using var description = File.Create(staged.FilePath(ModelArtifacts.RankerDescription));
        RankerDescriptionFile.Save(options.Ranker, description);
        ServedTables.WriteRanker(
            staged.FilePath(ModelArtifacts.Ranker), options.Ranker, staged.FilePath(ModelArtifacts.RankerProducts));
    }

    private void WriteMix(Mix mix)
    {
        using var stream = File.Create(staged.FilePath(ModelArtifacts.Mix));
        MixFile.Save(mix, stream);
    }

    // A span of bytes ends at 2 GiB, which 8 million vectors of 64 numbers are.
    private static void Write(FileStream stream, ReadOnlySpan<float> values)
    {
        const int Step = 1 << 24;
        for (int from = 0; from < values.Length; from += Step)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(from, Math.Min(Step, values.Length - from))));
    }
}
