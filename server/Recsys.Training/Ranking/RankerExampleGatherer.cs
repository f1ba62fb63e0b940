using Recsys.Pipeline.Features;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;

namespace Recsys.Training.Ranking;

/// <summary>
/// Gathers examples into the ranker's inputs, as serving gathers candidates, with the target encoding out of fold.
/// </summary>
internal sealed class RankerExampleGatherer
{
    private static readonly int Target = FeatureSchema.IndexOf(FeatureSchema.ItemDense, "item_category_target");

    private readonly UserStates _states;
    private readonly RankerExamples _examples;
    private readonly IReadOnlyList<ItemColumns> _columns;
    private readonly float[][] _targets;
    private readonly RankerInputs _inputs;

    /// <param name="states">Users' states, normalised.</param>
    /// <param name="examples">Examples with normalised cross features.</param>
    /// <param name="columns">Item features at each window, normalised.</param>
    /// <param name="targets">The target encoding for the examples of a fold.</param>
    /// <param name="workflow">The fitted workflow.</param>
    /// <param name="shape">What the ranker reads.</param>
    /// <param name="capacity">Most examples of a batch.</param>
    public RankerExampleGatherer(
        UserStates states, RankerExamples examples, IReadOnlyList<ItemColumns> columns,
        Func<int, TargetEncoding> targets, FeatureWorkflow workflow, RankerDescription shape, int capacity)
    {
        (_states, _examples, _columns) = (states, examples, columns);
        _inputs = new RankerInputs(shape, capacity, capacity);
        _targets = new float[WorkflowFitter.Folds][];
        var row = new float[FeatureSchema.ItemDense.Count];
        for (int fold = 0; fold < _targets.Length; fold++)
        {
            var encoding = targets(fold);
            _targets[fold] = new float[workflow.Categories.Size];
            for (int id = 0; id < _targets[fold].Length; id++)
            {
                row[Target] = encoding[id];
                workflow.ItemDense.Apply(row);
                _targets[fold][id] = row[Target];
            }
        }
    }

    public RankerInputs Gather(ReadOnlySpan<int> batch, double unknownShare, Random random)
    {
        _inputs.Clear();
        foreach (int example in batch)
        {
            int state = _examples.States[example], item = _examples.Items[example];
            var columns = _columns[_states.Windows[state]];
            _inputs.AddUser(_states.Dense(state), _states.Categorical(state), _states.TowerIds(state));
            _inputs.AddItem(columns, item, _examples.Cross(example));
            int fold = WorkflowFitter.FoldOf(_states.Users[state]);
            _inputs.ReplaceLatestCategoryTarget(_targets[fold][columns.Content.Category(item)]);
            if (unknownShare > 0 && random.NextDouble() < unknownShare) _inputs.ForgetLatestProduct();
        }
        return _inputs;
    }

    /// <summary>Whose an example is, and which of its numbers is none.</summary>
    public BatchRow Describe(int example)
    {
        int state = _examples.States[example], item = _examples.Items[example];
        return new BatchRow(
            _states.Users[state], item,
            BrokenBatchException.FirstWrong(FeatureSchema.UserDense, _states.Dense(state))
                ?? BrokenBatchException.FirstWrong(
                    FeatureSchema.ItemDense, _columns[_states.Windows[state]].Dense(item))
                ?? BrokenBatchException.FirstWrong(FeatureSchema.Cross, _examples.Cross(example))
                ?? (float.IsFinite(_examples.Offsets[example]) ? null : "its weight among the negatives drawn"));
    }
}
