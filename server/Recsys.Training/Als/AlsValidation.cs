using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Als;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Neighbors;

namespace Recsys.Training.Als;

/// <summary>Says how well a model does, as it is asked when it serves.</summary>
/// <param name="users">Users as they were at a moment, and what they chose next.</param>
internal sealed class AlsValidation(ItemToItemValidation users)
{
    /// <summary>Users it measures with.</summary>
    public int Count => users.Count;

    /// <summary>Mean ndcg@20.</summary>
    public double Measure(FactorModel model, HistoryWeighting weighting) =>
        users.Count == 0 ? 0 : MeasureEach(model, weighting).Average();

    /// <summary>The ndcg@20 of every user.</summary>
    public double[] MeasureEach(FactorModel model, HistoryWeighting weighting)
    {
        using var scratch = new ThreadLocal<Scratch>(() => new Scratch(model));
        return users.MeasureEach(ItemNeighbors.None, weighting, (history, sums) =>
        {
            var own = scratch.Value!;
            own.Met.Load(model, history);
            model.Solve(own.Met.Places, own.Met.Weights, own.Solver, own.Vector);
            model.Score(own.Vector, own.Scores);
            // What has no vector is not found, as when it serves.
            sums.AsSpan().Fill(float.NegativeInfinity);
            for (int place = 0; place < own.Scores.Length; place++)
                if (own.Scores[place] > 0) sums[model.Rows[place]] = own.Scores[place];
        });
    }

    private sealed class Scratch(FactorModel model)
    {
        public FactorHistory Met { get; } = new();

        public FactorSolver Solver { get; } = new(model.Dimension);

        public float[] Vector { get; } = new float[model.Dimension];

        public float[] Scores { get; } = new float[model.Count];
    }
}
