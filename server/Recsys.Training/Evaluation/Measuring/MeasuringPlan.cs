namespace Recsys.Training.Evaluation;

/// <summary>What is measured of every ranker alike, and what it is measured by.</summary>
internal sealed class MeasuringPlan
{
    /// <summary>Lists' diversity is that of so many products at most.</summary>
    public const int DiverseProducts = 20;

    private const int DiverseCustomers = 1_000;
    private static readonly int[] CurveSteps = [1, 2, 3, 5, 7, 10, 15, 20, 30, 40, 50, 70, 100];

    public MeasuringPlan(EvaluationSplit split, IReadOnlyList<int> cutoffs, SliceCases? slices = null)
    {
        Split = split;
        Cutoffs = [.. cutoffs.Distinct().Order()];
        if (Cutoffs.Length == 0 || Cutoffs[0] < 1)
            throw new ArgumentException("Cut-offs start at 1.", nameof(cutoffs));
        Slices = slices;
        SliceK = Cutoffs.Contains(20) ? 20 : Cutoffs[0];
        Curve = slices is null ? [] : CurveSteps;
        Depth = Math.Max(Cutoffs[^1], Curve.Length > 0 ? Curve[^1] : 0);
        Popularity = new ProductPopularity(split.Feedback);
        // Customers are in order of the table, so every n-th is as good as a draw.
        int step = Math.Max(1, (split.Cases.Count + DiverseCustomers - 1) / DiverseCustomers);
        DiverseStep = step;
    }

    public EvaluationSplit Split { get; }

    /// <summary>Ascending, without repeats.</summary>
    public int[] Cutoffs { get; }

    /// <summary>Cut-offs of the curve of recall; empty where none is drawn.</summary>
    public int[] Curve { get; }

    /// <summary>How many products rankers are asked for.</summary>
    public int Depth { get; }

    /// <summary>Parts of customers and products; null where none are looked at.</summary>
    public SliceCases? Slices { get; }

    /// <summary>Cut-off of the slices.</summary>
    public int SliceK { get; }

    public ProductPopularity Popularity { get; }

    /// <summary>Every so many customers, a list's diversity is measured.</summary>
    public int DiverseStep { get; }
}
