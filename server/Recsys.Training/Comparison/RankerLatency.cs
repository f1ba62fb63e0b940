using System.Diagnostics;
using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Fitting;

namespace Recsys.Training.Comparison;

/// <summary>Times the scoring of one request's products, of a table, by rankers with weights by chance.</summary>
internal sealed class RankerLatency
{
    private const int Rounds = 60;
    private const int WarmUp = 20;

    private readonly FeatureWorkflow _workflow;
    private readonly ItemColumns _columns;

    public RankerLatency(InteractionTable table, TrainingOptions options)
    {
        _workflow = WorkflowFitter.FitVocabularies(table, options);
        int[] rows = [.. Enumerable.Range(0, table.ItemCount)];
        _columns = ItemColumns.Build(
            _workflow, ItemContent.Build(_workflow, table.Products, rows), new ItemStatistics(table.ItemCount));
    }

    /// <summary>Parameters, and median microseconds by libtorch and, where there are any, by kernels.</summary>
    public (long Parameters, double Libtorch, double? Fused) Measure(RankerDescription shape)
    {
        using var module = RankerModule.Create(shape, _workflow, 0.1, seed: 1);
        using var fused = FusedDlrm.TryRead(module, shape, out _);
        var inputs = Gather(shape);
        var scores = new float[inputs.Items];
        double torch = Median(() => RankerModule.Run(module, RankerModule.ForwardMethod, inputs, scores));
        double? kernels = fused is null ? null : Median(() => fused.Score(inputs, scores));
        return (module.Parameters.Sum(parameter => parameter.Elements), torch, kernels);
    }

    private RankerInputs Gather(RankerDescription shape)
    {
        var random = new Random(1);
        var inputs = new RankerInputs(shape, 1, RankerComparison.Candidates);
        inputs.AddUser(Numbers(random, FeatureSchema.UserDense.Count), [1, 1], new int[8]);
        for (int i = 0; i < RankerComparison.Candidates; i++)
            inputs.AddItem(_columns, random.Next(_columns.Rows), Numbers(random, FeatureSchema.Cross.Count));
        return inputs;
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];

    private static double Median(Action work)
    {
        for (int i = 0; i < WarmUp; i++) work();
        var times = new double[Rounds];
        for (int i = 0; i < times.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[times.Length / 2];
    }
}
