using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;

namespace Recsys.Training.Tests.Examples;

/// <summary>Examples of a table, ready for towers and ranker to learn from.</summary>
internal sealed class NormalizedExamples
{
    public NormalizedExamples(InteractionTable table)
    {
        var draft = WorkflowFitter.FitVocabularies(table, SyntheticShop.Options);
        var content = ItemContent.Build(draft, table.Products, [.. Enumerable.Range(0, table.ItemCount)]);
        Examples = new ExampleBuilder(table, SyntheticShop.Options, draft, content, _ => ItemNeighbors.None);
        Examples.Build(null, default);
        var fitted = WorkflowFitter.FitStatistics(
            draft, Examples.States, Examples.Ranker, Examples.Columns, out var targets);
        Targets = targets;
        fitted.UserDense.Apply(Examples.States.AllDense);
        foreach (var columns in Examples.Columns) columns.Finish(fitted);
        Workflow = WorkflowFitter.FitCross(fitted, Examples.Ranker);
        Workflow.Cross.Apply(Examples.Ranker.AllCross);
    }

    public ExampleBuilder Examples { get; }

    public FeatureWorkflow Workflow { get; }

    public TargetEncodingFitter Targets { get; }
}
