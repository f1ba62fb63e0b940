namespace Recsys.Training.Evaluation;

/// <summary>What more frequent training is worth; written as JSON its names are in snake case.</summary>
public sealed record ReplayReport
{
    /// <summary>Layout of the document.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>Months that were replayed.</summary>
    public required int Months { get; init; }

    /// <summary>Days from each measured day on in which something was to be found.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Days with something to find.</summary>
    public required int DaysInAll { get; init; }

    /// <summary>Days measured, as yyyy-MM-dd, ascending.</summary>
    public required IReadOnlyList<string> Days { get; init; }

    /// <summary>Whether products of the customer's history might be recommended and counted as found.</summary>
    public required bool RepeatPurchases { get; init; }

    /// <summary>Ranker, settings and sources of all trainings.</summary>
    public required TrainedWithReport TrainedWith { get; init; }

    /// <summary>What each way of training took.</summary>
    public required IReadOnlyList<ReplayCadenceReport> Cadences { get; init; }

    /// <summary>What each reached, first over all, then by slice.</summary>
    public required IReadOnlyList<ReplaySliceReport> Slices { get; init; }
}
