using Recsys.Pipeline.Features;
using Recsys.Snapshots.Session;
using Recsys.Training.Data;

namespace Recsys.Training.Sessions;

/// <summary>
/// Finds the sessions of a table: rows of one user with one session number, or of one day (UTC) where there are none.
/// Where most of what happened stands alone in its session, as with reviews, a user's latest products are one session
/// instead. Only sessions of two products and more say anything.
/// </summary>
internal static class SessionTableBuilder
{
    /// <summary>Most products of a session that are kept: the latest.</summary>
    public const int MostPerSession = 50;

    // The file's limit on memory: products of all sessions together.
    private const int MostEntries = 8_000_000;

    /// <summary>Makes the table, or null where no session says anything.</summary>
    /// <param name="table">The data, in time order.</param>
    /// <param name="items">Products of the model.</param>
    /// <param name="settings">How sessions are weighed.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static SessionTable? Build(
        InteractionTable table, int items, SessionSettings settings, CancellationToken cancellation)
    {
        var sessions = Find(table, bySession: true, cancellation);
        if (sessions.Sum(one => one.Items.Length) * 2L < table.Count)
        {
            var whole = Find(table, bySession: false, cancellation);
            if (whole.Sum(one => (long)one.Items.Length) > sessions.Sum(one => (long)one.Items.Length))
                sessions = whole;
        }
        if (sessions.Count == 0) return null;
        sessions.Sort((a, b) =>
        {
            int byTime = b.TimeMs.CompareTo(a.TimeMs);
            return byTime != 0 ? byTime : b.Row.CompareTo(a.Row);
        });
        float[] rarity = Rarity(sessions, items);
        return Pack(Latest(sessions, items), rarity, settings);
    }

    private static List<Session> Find(InteractionTable table, bool bySession, CancellationToken cancellation)
    {
        var sessions = new List<Session>();
        var products = new List<int>();
        for (int user = 0; user < table.UserCount; user++)
        {
            if (user % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            var rows = table.RowsOfUser(user);
            // Latest first, so that what does not fit is the oldest.
            for (int i = rows.Length - 1; i >= 0;)
            {
                int last = rows[i];
                products.Clear();
                for (; i >= 0 && (!bySession || Together(table, rows[i], last)); i--)
                {
                    int item = table.Items[rows[i]];
                    if (InterestWeight.Of(table.Types[rows[i]]) > 0 && products.Count < MostPerSession
                        && !products.Contains(item))
                        products.Add(item);
                }
                if (products.Count > 1) sessions.Add(new Session(last, table.TimesMs[last], [.. products]));
            }
        }
        return sessions;
    }

    private static bool Together(InteractionTable table, int row, int last)
    {
        int session = table.Sessions[last];
        if (session >= 0 || table.Sessions[row] >= 0) return session == table.Sessions[row];
        return table.TimesMs[row] / (long)ItemStatistics.DayMs == table.TimesMs[last] / (long)ItemStatistics.DayMs;
    }

    private static float[] Rarity(List<Session> sessions, int items)
    {
        var counts = new int[items];
        foreach (var session in sessions)
            foreach (int item in session.Items) counts[item]++;
        return Array.ConvertAll(counts, count => MathF.Log(1 + (sessions.Count / (float)Math.Max(count, 1))));
    }

    // A session none of whose products would lead to it is never found.
    private static List<Session> Latest(List<Session> sessions, int items)
    {
        var led = new int[items];
        var kept = new List<Session>();
        long entries = 0;
        foreach (var session in sessions)
        {
            bool found = false;
            foreach (int item in session.Items) found |= led[item] < SessionTable.MostPerProduct;
            if (!found) continue;
            if ((entries += session.Items.Length) > MostEntries) break;
            foreach (int item in session.Items) led[item]++;
            kept.Add(session);
        }
        return kept;
    }

    private static SessionTable Pack(List<Session> sessions, float[] rarity, SessionSettings settings)
    {
        var offsets = new int[sessions.Count + 1];
        var items = new List<int>();
        for (int s = 0; s < sessions.Count; s++)
        {
            items.AddRange(sessions[s].Items);
            offsets[s + 1] = items.Count;
        }
        return new SessionTable(
            offsets, [.. items], [.. sessions.Select(session => session.TimeMs)], rarity, settings);
    }

    private readonly record struct Session(int Row, long TimeMs, int[] Items);
}
