using Recsys.Pipeline.Features;
using Recsys.Snapshots;

namespace Recsys.Training;

/// <summary>
/// How a model version is trained. The defaults suit a shop of thousands to hundreds of thousands of interactions.
/// </summary>
public sealed record TrainingOptions
{
    internal const double MostSignalStrength = 2;

    // One object, so that options which do not say otherwise are equal.
    private static readonly IReadOnlyDictionary<string, double> StandardShares = new Dictionary<string, double>
    {
        ["add_to_cart"] = 0.1, ["click"] = 0.03, ["view"] = 0.02, ["liked"] = 0,
    };

    /// <summary>Seed of everything random: equal data, options and machine give equal models.</summary>
    public ulong Seed { get; init; } = 20100101;

    /// <summary>Days after an example's time in which a purchase counts as its answer, above 0.</summary>
    public double HorizonDays { get; init; } = 30;

    /// <summary>Days between one example time and the next, above 0.</summary>
    public double StrideDays { get; init; } = 14;

    /// <summary>
    /// Latest example times the ranker learns from, at least 1; the towers learn from those before them first.
    /// </summary>
    public int RankerWindows { get; init; } = 10;

    /// <summary>Example times between one fit of the item-to-item table and the next, at least 1.</summary>
    public int WindowsPerNeighborFit { get; init; } = 5;

    /// <summary>Neighbours kept per product in the item-to-item table, 1–1,000.</summary>
    public int Neighbors { get; init; } = 100;

    /// <summary>
    /// How strongly signals of interactions (type, rating, dwell, quantity, value) may weigh them in the item-to-item
    /// tables, 0–2: each counts by this power, by half of it, or not at all, as training finds; 0 leaves all alike.
    /// </summary>
    public double SignalStrength { get; init; } = 1;

    /// <summary>
    /// Examples of a rare category, brand or country under which it goes to the unknown bucket, at least 1.
    /// </summary>
    public int MinimumCount { get; init; } = 10;

    /// <summary>
    /// Most positives taken of one user at one time, at least 1; the others are made up for by weight.
    /// </summary>
    public int MaxPositives { get; init; } = 50;

    /// <summary>Negatives drawn per positive, at least 1.</summary>
    public int NegativesPerPositive { get; init; } = 8;

    /// <summary>
    /// About how many examples the ranker learns from at most, at least 1,000: where there would be more, a part of the
    /// customers stands for all.
    /// </summary>
    public int MaxRankerExamples { get; init; } = 8_000_000;

    /// <summary>About how many the towers learn from at most, likewise.</summary>
    public int MaxTowerExamples { get; init; } = 3_000_000;

    /// <summary>Size of the towers' vectors, 4–512.</summary>
    public int TowerDimension { get; init; } = 64;

    /// <summary>Passes over the towers' examples, at least 1.</summary>
    public int TowerEpochs { get; init; } = 2;

    /// <summary>Examples per step of the towers, at least 2: every one is a negative for the others.</summary>
    public int TowerBatch { get; init; } = 1024;

    /// <summary>
    /// Most passes over the ranker's examples, at least 1; it stops early once validation gets worse.
    /// </summary>
    public int RankerEpochs { get; init; } = 2;

    /// <summary>Examples per step of the ranker, at least 1.</summary>
    public int RankerBatch { get; init; } = 2048;

    /// <summary>
    /// Part of the true best that searches of the vector index are to find, above 0 and at most 1: as many of its lists
    /// are looked into.
    /// </summary>
    public double IndexRecall { get; init; } = 0.99;

    /// <summary>
    /// Sources that the version is to do without, by name (<see cref="HomeSources.Names"/>): the mix is learned without
    /// them, and serving leaves them out.
    /// </summary>
    public IReadOnlyList<string> WithoutSources { get; init; } = [];

    /// <summary>
    /// Whether the mix does without sources that pages are as good without (<see cref="HomeSources.Sparable"/>): each
    /// that is asked takes its time of every request.
    /// </summary>
    public bool SpareSources { get; init; } = true;

    /// <summary>
    /// Multiplications and additions of the sequential model's training, at most and about; above 0. Two cores come to
    /// some 3 · 10¹⁰ a second.
    /// </summary>
    public double SequenceWork { get; init; } = 1.2e12;

    /// <summary>Kind, features and widths of the ranker; see <see cref="RankerDescription.Of"/>.</summary>
    public RankerDescription Ranker { get; init; } = RankerDescription.Standard;

    /// <summary>
    /// Shares of the ranker's log odds that lesser answers have where the data has them: <c>add_to_cart</c>,
    /// <c>click</c>, <c>view</c>, and <c>liked</c>, that a rating is a good one. Each 0 or above, below 1 together; the
    /// rest is the answer's own.
    /// </summary>
    public IReadOnlyDictionary<string, double> HeadShares { get; init; } = StandardShares;

    /// <summary>How much each of those counts in training beside the answer, above 0.</summary>
    public double HeadLossWeight { get; init; } = 0.3;

    /// <summary>Refuses options out of range.</summary>
    /// <exception cref="ArgumentException">Names the option and its range.</exception>
    public void Validate()
    {
        Require(double.IsFinite(HorizonDays) && HorizonDays > 0, nameof(HorizonDays), "above 0");
        Require(double.IsFinite(StrideDays) && StrideDays > 0, nameof(StrideDays), "above 0");
        Require(RankerWindows is >= 1 and <= 1000, nameof(RankerWindows), "1–1,000");
        Require(WindowsPerNeighborFit >= 1, nameof(WindowsPerNeighborFit), "at least 1");
        Require(Neighbors is >= 1 and <= 1000, nameof(Neighbors), "1–1,000");
        Require(SignalStrength is >= 0 and <= MostSignalStrength, nameof(SignalStrength), "0–2");
        Require(MinimumCount >= 1, nameof(MinimumCount), "at least 1");
        Require(MaxPositives is >= 1 and <= 10_000, nameof(MaxPositives), "1–10,000");
        Require(NegativesPerPositive is >= 1 and <= 1000, nameof(NegativesPerPositive), "1–1,000");
        Require(MaxRankerExamples >= 1_000, nameof(MaxRankerExamples), "at least 1,000");
        Require(MaxTowerExamples >= 1_000, nameof(MaxTowerExamples), "at least 1,000");
        Require(TowerDimension is >= 4 and <= 512, nameof(TowerDimension), "4–512");
        Require(TowerEpochs is >= 1 and <= 1000, nameof(TowerEpochs), "1–1,000");
        Require(TowerBatch is >= 2 and <= 65_536, nameof(TowerBatch), "2–65,536");
        Require(IndexRecall is > 0 and <= 1, nameof(IndexRecall), "above 0 and at most 1");
        Require(
            HeadShares.Values.All(share => share >= 0) && HeadShares.Values.Sum() < 1, nameof(HeadShares),
            "0 or above, and below 1 together");
        Require(double.IsFinite(HeadLossWeight) && HeadLossWeight > 0, nameof(HeadLossWeight), "above 0");
        Require(double.IsFinite(SequenceWork) && SequenceWork > 0, nameof(SequenceWork), "above 0");
        HomeSources.Validate(WithoutSources);
        Require(RankerEpochs is >= 1 and <= 1000, nameof(RankerEpochs), "1–1,000");
        Require(RankerBatch is >= 1 and <= 1_000_000, nameof(RankerBatch), "1–1,000,000");
    }

    private static void Require(bool met, string option, string range)
    {
        if (!met) throw new ArgumentException($"The training option {option} must be {range}.", option);
    }
}
