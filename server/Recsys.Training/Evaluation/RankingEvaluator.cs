using System.Runtime.ExceptionServices;

namespace Recsys.Training.Evaluation;

/// <summary>Runs a ranker over the customers of a split, on all processors.</summary>
public static class RankingEvaluator
{
    /// <summary>Measures one ranker on full rankings of the catalogue.</summary>
    /// <param name="ranker">What to measure; it is asked from several threads at once.</param>
    /// <param name="split">The customers and what they wanted.</param>
    /// <param name="cutoffs">Cut-offs, each at least 1.</param>
    /// <param name="done">Told the number of customers done, now and then.</param>
    /// <param name="cancellation">Ends the run early by an exception.</param>
    public static RankerReport Evaluate(
        IItemRanker ranker, EvaluationSplit split, IReadOnlyList<int> cutoffs,
        Action<int>? done = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ranker);
        ArgumentNullException.ThrowIfNull(split);
        return Measure(ranker, "", new MeasuringPlan(split, cutoffs), done, cancellation).Report();
    }

    /// <summary>
    /// No more at once than a pipeline takes: one more would block a thread of the pool until another ends, whose end
    /// needs such a thread, and so on until all of them are blocked.
    /// </summary>
    internal static ParallelOptions Parallelism(CancellationToken cancellation) => new()
    {
        MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation,
    };

    /// <summary>Measures one ranker, customer by customer.</summary>
    internal static RankingMeasurement Measure(
        IItemRanker ranker, string kind, MeasuringPlan plan, Action<int>? done = null,
        CancellationToken cancellation = default)
    {
        var measured = new RankingMeasurement(plan, ranker.Name, kind);
        int finished = 0;
        try
        {
            Parallel.For(
                0, plan.Split.Cases.Count, Parallelism(cancellation),
                () => new int[plan.Depth],
                (i, _, best) =>
                {
                    int count = ranker.Rank(plan.Split.Cases[i].User, best);
                    measured.Add(i, best.AsSpan(0, count));
                    int all = Interlocked.Increment(ref finished);
                    if (all % 100 == 0) done?.Invoke(all);
                    return best;
                },
                _ => { });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.Flatten().InnerExceptions[0]);
        }
        done?.Invoke(plan.Split.Cases.Count);
        return measured;
    }
}
