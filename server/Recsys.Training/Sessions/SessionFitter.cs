using Recsys.Pipeline.Features;
using Recsys.Snapshots.Session;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Replay;

namespace Recsys.Training.Sessions;

/// <summary>
/// Makes the table of sessions and chooses how they are weighed: the settings are tried one after the other on the last
/// window, on sessions from before it, by ndcg@20 of products that were new to the customers.
/// </summary>
internal static class SessionFitter
{
    private const int Customers = 400;
    private const int Cutoff = 20;

    private static readonly SessionSettings Begin = new(30, 0.9f, 1);
    private static readonly float[] HalfLives = [15, 60, 240, 3650];
    private static readonly float[] Decays = [1, 0.75f, 0.5f];
    private static readonly float[] Powers = [0, 2];

    /// <summary>Fits the table; the same data and options give the same.</summary>
    /// <param name="table">The data, in time order.</param>
    /// <param name="options">The windows and the seed.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>The table by item, or null where the data has no times or no two products were met together.</returns>
    public static SessionTable? Fit(InteractionTable table, TrainingOptions options, CancellationToken cancellation)
    {
        if (table.Count == 0 || table.TimesMs[0] == table.TimesMs[^1]) return null;
        return SessionTableBuilder.Build(table, table.ItemCount, Choose(table, options, cancellation), cancellation);
    }

    private static SessionSettings Choose(
        InteractionTable table, TrainingOptions options, CancellationToken cancellation)
    {
        var window = WindowPlan.Of(table, options)[^1];
        var past = SessionTableBuilder.Build(table.FirstRows(window.Start), table.ItemCount, Begin, cancellation);
        var cases = Cases(table, window, options.Seed);
        if (past is null || cases.Count == 0) return Begin;
        var best = Begin;
        double most = Measure(past, cases, cancellation);
        void Try(SessionSettings settings)
        {
            double ndcg = Measure(past.With(settings), cases, cancellation);
            if (ndcg > most) (best, most) = (settings, ndcg);
        }
        foreach (float halfLife in HalfLives) Try(best with { HalfLifeDays = halfLife });
        foreach (float decay in Decays) Try(best with { Decay = decay });
        foreach (float power in Powers) Try(best with { RarityPower = power });
        return best;
    }

    private static List<Case> Cases(InteractionTable table, ReplayWindow window, ulong seed)
    {
        var replay = new HistoryReplay(table);
        replay.AdvanceTo(window.Start);
        var wanted = new SortedDictionary<int, HashSet<int>>();
        for (int row = window.Start; row < window.End; row++)
        {
            int user = table.Users[row];
            if (table.RowsOfUser(user)[0] >= window.Start) continue;
            if (!wanted.TryGetValue(user, out var items)) wanted.Add(user, items = []);
            items.Add(table.Items[row]);
        }
        foreach (var (user, items) in wanted)
        {
            var history = replay.History(user);
            items.RemoveWhere(item => Knows(history, item));
        }
        int[] users = [.. wanted.Where(one => one.Value.Count > 0).Select(one => one.Key)];
        new Random(unchecked((int)seed)).Shuffle(users);
        return [.. users.Take(Customers).Select(user => new Case(HistoryOf(user), wanted[user]))];

        UserHistory HistoryOf(int user)
        {
            var history = new UserHistory();
            replay.Load(user, history);
            return history;
        }
    }

    private static bool Knows(UserHistory history, int item)
    {
        if (history.PurchasedRows.Contains(item)) return true;
        foreach (ref readonly var one in history.Events.Span)
            if (one.ProductRow == item) return true;
        return false;
    }

    private static double Measure(SessionTable table, List<Case> cases, CancellationToken cancellation)
    {
        var search = new SessionSearch();
        var best = new int[Cutoff];
        double sum = 0;
        foreach (var one in cases)
        {
            cancellation.ThrowIfCancellationRequested();
            search.Search(table, one.History, null);
            var scores = search.Scores.ToArray();
            var rows = search.Rows.ToArray();
            for (int i = 0; i < rows.Length; i++) scores[i] = Knows(one.History, rows[i]) ? 0 : -scores[i];
            Array.Sort(scores, rows);
            int count = Math.Min(Cutoff, scores.Count(score => score < 0));
            rows.AsSpan(0, count).CopyTo(best);
            sum += RankingMetrics.Score(best.AsSpan(0, count), one.Wanted, Cutoff).Ndcg;
        }
        return sum / cases.Count;
    }

    private sealed record Case(UserHistory History, HashSet<int> Wanted);
}
