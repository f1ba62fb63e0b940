using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Repeat;
using Recsys.Training.Data;
using Recsys.Training.Fitting;
using Recsys.Training.Replay;

namespace Recsys.Training.Repeat;

/// <summary>
/// Fits the chance of repeat purchase: at each of the latest windows, every product that a customer of the window owned
/// is an example, and whether it was bought again within the window its answer. Features see nothing at or after the
/// window's start.
/// </summary>
internal sealed class RepeatFitter
{
    private const int Columns = RepeatFeatures.Personal + RepeatFeatures.OfProduct;

    /// <summary>Fewest repeats worth learning from; a shop that has fewer goes without the model.</summary>
    public const int FewestRepeats = 50;

    // 14 numbers each.
    private const long MostExamples = 2_000_000;

    private readonly InteractionTable _table;
    private readonly CancellationToken _cancellation;
    private readonly bool _anyType;
    private readonly HistoryReplay _replay;
    private readonly RepeatIntervals _intervals;
    private readonly OwnPurchases _own = new();
    private readonly List<float> _values = [];
    private readonly List<bool> _labels = [];

    private RepeatFitter(InteractionTable table, CancellationToken cancellation)
    {
        (_table, _cancellation) = (table, cancellation);
        _anyType = !table.Types.Any(type => InterestWeight.Of(type) >= 1);
        _replay = new HistoryReplay(table);
        _intervals = new RepeatIntervals(table, _anyType);
    }

    /// <summary>Fits the model; the same data and options give the same.</summary>
    /// <param name="table">The data, in time order.</param>
    /// <param name="options">The windows.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>The model by item of the table, or null where the data has no times or hardly a repeat.</returns>
    public static RepeatModel? Fit(InteractionTable table, TrainingOptions options, CancellationToken cancellation)
    {
        if (table.Count == 0 || table.TimesMs[0] == table.TimesMs[^1]) return null;
        return new RepeatFitter(table, cancellation).Fit(options);
    }

    private RepeatModel? Fit(TrainingOptions options)
    {
        var windows = WindowPlan.Of(_table, options);
        windows.RemoveRange(0, Math.Max(0, windows.Count - options.RankerWindows));
        int oneOf = UsersPerUserTaken(windows);
        foreach (var window in windows) Take(window, oneOf);
        int repeats = _labels.Count(label => label);
        if (repeats < FewestRepeats || repeats == _labels.Count) return null;
        double[] weights = LogisticRegression.Fit(
            CollectionsMarshal.AsSpan(_values), Columns, CollectionsMarshal.AsSpan(_labels), _cancellation);

        _replay.AdvanceTo(_table.Count);
        _intervals.AdvanceTo(_table.Count);
        var (intervals, biases) = (new float[_table.ItemCount + 1], new float[_table.ItemCount + 1]);
        Span<float> product = stackalloc float[RepeatFeatures.OfProduct];
        double sum = 0;
        for (int item = 0; item < _table.ItemCount; item++)
        {
            FillProduct(item, _table.TimesMs[^1], product);
            double bias = weights[Columns];
            for (int c = 0; c < product.Length; c++) bias += weights[RepeatFeatures.Personal + c] * product[c];
            (intervals[item], biases[item]) = (_intervals.LogInterval(item), (float)bias);
            sum += bias;
        }
        // What came after training is as likely as the mean product.
        (intervals[^1], biases[^1]) = (_intervals.LogInterval(-1), (float)(sum / _table.ItemCount));
        float[] personal = [.. weights.Take(RepeatFeatures.Personal).Select(weight => (float)weight)];
        return new RepeatModel(_anyType, personal, intervals, biases);
    }

    // One of how many customers is taken, so that the examples stay within bounds.
    private int UsersPerUserTaken(List<ReplayWindow> windows)
    {
        long examples = 0;
        var users = new HashSet<int>();
        foreach (var window in windows)
        {
            users.Clear();
            for (int row = window.Start; row < window.End; row++)
                if (users.Add(_table.Users[row]))
                    examples += Math.Min(_table.RowsOfUser(_table.Users[row]).Length, OwnPurchases.MostProducts);
        }
        return (int)((examples + MostExamples - 1) / MostExamples);
    }

    private void Take(ReplayWindow window, int oneOf)
    {
        _cancellation.ThrowIfCancellationRequested();
        _replay.AdvanceTo(window.Start);
        _intervals.AdvanceTo(window.Start);
        var chosen = new Dictionary<int, HashSet<int>>();
        for (int row = window.Start; row < window.End; row++)
        {
            int user = _table.Users[row];
            if (oneOf > 1 && (int)((uint)user * 2654435769u >> 8) % oneOf != 0) continue;
            if (!_anyType && InterestWeight.Of(_table.Types[row]) < 1) continue;
            if (!chosen.TryGetValue(user, out var items)) chosen.Add(user, items = []);
            items.Add(_table.Items[row]);
        }
        Span<float> values = stackalloc float[Columns];
        foreach (var (user, items) in chosen)
        {
            _own.Load(_replay.History(user), window.AsOfMs, _anyType);
            for (int i = 0; i < _own.Count; i++)
            {
                int item = _own.Rows[i];
                _own.Fill(i, _intervals.LogInterval(item), values);
                FillProduct(item, window.AsOfMs, values[RepeatFeatures.Personal..]);
                _values.AddRange(values);
                _labels.Add(items.Contains(item));
            }
        }
    }

    private void FillProduct(int item, long asOfMs, Span<float> values)
    {
        const int First = RepeatFeatures.Personal;
        var counters = _replay.Statistics[item];
        values[RepeatFeatures.ProductRepeats - First] = _intervals.LogRepeatOdds(item);
        for (int half = 0; half < ItemStatistics.HalfLives; half++)
            values[RepeatFeatures.ProductShare + half - First] =
                (float)Math.Log((counters.Decayed(half, asOfMs) + 0.1) / (counters.Total + 5));
        values[RepeatFeatures.ProductRecent - First] = (float)Math.Log(counters.Decayed(1, asOfMs) + 0.1);
    }
}
