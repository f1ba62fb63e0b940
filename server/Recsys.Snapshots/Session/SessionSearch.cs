using Recsys.Pipeline.Features;

namespace Recsys.Snapshots.Session;

/// <summary>
/// V-SkNN (Ludewig and Jannach, 2018): the sessions of the past that share most with what a customer did last, and what
/// else was in them. A session's likeness is Σ weight · rarity over the shared products, halved for every half-life of
/// its age and divided by the root of its size; a product's score is the sum of the likeness of the nearest sessions
/// with it, times a power of its rarity. Reusable; not thread-safe.
/// </summary>
public sealed class SessionSearch
{
    /// <summary>Sessions that products are taken from: the nearest.</summary>
    public const int Nearest = 200;

    /// <summary>Latest different products that are looked for.</summary>
    public const int MostProducts = 50;

    // What each earlier moment of one occasion counts: lines of one invoice are of one moment.
    private const double MomentDecay = 0.9;

    private readonly SparseScores _sessions = new();
    private readonly SparseScores _sums = new();
    private readonly BestRows _best = new();
    private readonly int[] _nearest = new int[Nearest];
    private readonly float[] _likeness = new float[Nearest];
    private readonly int[] _query = new int[MostProducts];
    private readonly float[] _weights = new float[MostProducts];
    private int _queryCount;

    /// <summary>Model rows found, in no order.</summary>
    public ReadOnlySpan<int> Rows => _sums.Rows;

    /// <summary>Their scores; 0 for what was left out.</summary>
    public ReadOnlySpan<float> Scores => _sums.Sums;

    internal SparseScores Sums => _sums;

    /// <summary>Searches for what goes with a history.</summary>
    /// <param name="table">The sessions.</param>
    /// <param name="history">The history, the current session included.</param>
    /// <param name="rows">Connects its rows to the model's; null where they are the same.</param>
    /// <param name="others">Whether what is looked for is left out of what is found.</param>
    public void Search(SessionTable table, UserHistory history, ModelRows? rows, bool others = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(history);
        Read(history.Events.Span, table.Settings.Decay, rows);
        _sessions.Clear(table.Count);
        for (int i = 0; i < _queryCount; i++)
        {
            float weight = _weights[i] * table.RarityOf(_query[i]);
            foreach (int session in table.SessionsOf(_query[i])) _sessions.Add(session, weight);
        }
        var met = _sessions.Rows;
        var likeness = _sessions.Sums;
        for (int i = 0; i < met.Length; i++) likeness[i] *= table.FactorOf(met[i]);
        _best.Begin(met, likeness);
        int count = _best.Take(_nearest, _likeness);
        _sums.Clear(table.Products);
        for (int i = 0; i < count; i++)
            foreach (int item in table.ItemsOf(_nearest[i]))
                _sums.Add(item, _likeness[i] / _likeness[0] * table.ItemFactorOf(item));
        if (!others) return;
        var found = _sums.Rows;
        var sums = _sums.Sums;
        var query = _query.AsSpan(0, _queryCount);
        for (int i = 0; i < found.Length; i++)
            if (query.Contains(found[i])) sums[i] = 0;
    }

    // The latest different products. Days are occasions: what each earlier one counts is fitted, and within one what
    // came later counts more.
    private void Read(ReadOnlySpan<HistoryEvent> events, float decay, ModelRows? rows)
    {
        _queryCount = 0;
        double occasion = 1, moment = 1;
        for (int i = events.Length - 1; i >= 0 && _queryCount < MostProducts; i--)
        {
            if (i < events.Length - 1 && events[i].TimeMs != events[i + 1].TimeMs)
            {
                bool sameDay = DayOf(events[i].TimeMs) == DayOf(events[i + 1].TimeMs);
                occasion = sameDay ? occasion : occasion * decay;
                moment = sameDay ? moment * MomentDecay : 1;
            }
            int row = rows?.ToModel(events[i].ProductRow) ?? events[i].ProductRow;
            if (row < 0 || _query.AsSpan(0, _queryCount).Contains(row)) continue;
            _query[_queryCount] = row;
            _weights[_queryCount++] = (float)(InterestWeight.Of(events[i].Type) * occasion * moment);
        }
    }

    private static long DayOf(long timeMs) => timeMs / (long)ItemStatistics.DayMs;
}
