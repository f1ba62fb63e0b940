using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>
/// The products of a history by model row, each once, with what it counts: the greatest over its events of
/// interest · step decay^(later moments) · ½^(age / half-life). Reusable; not thread-safe.
/// </summary>
public sealed class WeightedHistory
{
    /// <summary>Most products, the latest ones.</summary>
    public const int MaxProducts = 512;

    private readonly SparseScores _sums = new();

    /// <summary>Model rows, latest first.</summary>
    public ReadOnlySpan<int> Rows => _sums.Rows;

    /// <summary>What each counts.</summary>
    public ReadOnlySpan<float> Weights => _sums.Sums;

    /// <summary>Reads a history.</summary>
    /// <param name="history">The history.</param>
    /// <param name="weighting">How to weigh it.</param>
    /// <param name="nowMs">The moment ages are counted to, in milliseconds since 1970-01-01 UTC.</param>
    /// <param name="modelRows">Model row by catalogue row, −1 for none; empty where they are the same.</param>
    public void Load(UserHistory history, HistoryWeighting weighting, long nowMs, ReadOnlySpan<int> modelRows)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(weighting);
        _sums.Clear();
        var events = history.Events.Span;
        double step = 1, decay = 1;
        long moment = events.Length > 0 ? events[^1].TimeMs : 0;
        for (int i = events.Length - 1; i >= 0 && _sums.Count < MaxProducts; i--)
        {
            // Few moments have many events, so that a power a moment is all that is computed.
            if (i == events.Length - 1 || events[i].TimeMs != moment)
            {
                if (events[i].TimeMs != moment) step *= weighting.StepDecay;
                moment = events[i].TimeMs;
                decay = step * Aged(nowMs - moment, weighting.HalfLifeDays);
            }
            Raise(ToModel(events[i].ProductRow, modelRows), (float)(decay * InterestWeight.Of(events[i].Type)));
        }
        // Products bought before the events that are kept: their times are gone, so they count as the oldest that is
        // left.
        if (history.PurchaseCount <= events.Length) return;
        foreach (int row in history.PurchasedRows.Rows)
        {
            if (_sums.Count >= MaxProducts) return;
            Raise(ToModel(row, modelRows), (float)decay);
        }
    }

    private static double Aged(long ageMs, double halfLifeDays) =>
        Math.Pow(0.5, Math.Max(0, ageMs) / ItemStatistics.DayMs / halfLifeDays);

    private static int ToModel(int row, ReadOnlySpan<int> modelRows) =>
        modelRows.IsEmpty ? row : (uint)row < (uint)modelRows.Length ? modelRows[row] : -1;

    private void Raise(int modelRow, float weight)
    {
        if (modelRow >= 0) _sums.Raise(modelRow, weight);
    }
}
