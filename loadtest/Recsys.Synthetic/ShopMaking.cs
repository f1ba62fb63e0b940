namespace Recsys.Synthetic;

/// <summary>What all steps of a shop's making share: its laws, and whom to tell.</summary>
internal sealed class ShopMaking
{
    public ShopMaking(
        SyntheticShape shape, long endMs, IProgress<SyntheticProgress>? progress, CancellationToken cancellation)
    {
        (Shape, EndMs, Progress, Cancellation) = (shape, endMs, progress, cancellation);
        Report("products' places", 0);
        Space = new ProductSpace(shape);
        Products = new ProductLaw(shape, Space, endMs);
        Histories = new HistoryLaw(shape, Space);
        Report("products' places", 1);
    }

    public SyntheticShape Shape { get; }

    /// <summary>The shop's present, in milliseconds since 1970-01-01 UTC.</summary>
    public long EndMs { get; }

    public ProductSpace Space { get; }

    public ProductLaw Products { get; }

    public HistoryLaw Histories { get; }

    public CancellationToken Cancellation { get; }

    private IProgress<SyntheticProgress>? Progress { get; }

    /// <summary>
    /// Between two large steps: what the one left goes back before the other takes its own, or both would count at the
    /// peak.
    /// </summary>
    public static void GiveBackMemory() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    public void Report(string stage, double fraction, string detail = "") =>
        Progress?.Report(new SyntheticProgress(stage, fraction, detail));
}
