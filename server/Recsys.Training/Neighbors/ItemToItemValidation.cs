using System.Numerics;
using System.Numerics.Tensors;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Replay;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Users as they were at a moment, and what they chose next of what they did not know: says how well an item-to-item
/// table does, by ndcg@20 of full rankings.
/// </summary>
internal sealed class ItemToItemValidation
{
    /// <summary>Most users, evenly chosen.</summary>
    public const int MaxUsers = 1_000;

    private const int K = 20;
    private const int MostCounted = 16;
    private readonly List<(UserHistory History, HashSet<int> Chosen)> _users = [];
    private readonly int _items;
    private readonly long _nowMs;
    private readonly float[] _shares;
    private float[] _powered = [];
    private double _power;
    private readonly CancellationToken _cancellation;

    /// <param name="table">The data.</param>
    /// <param name="window">What came next, and when.</param>
    /// <param name="asked">Whether a user may be asked about.</param>
    /// <param name="shares">Recent share by item as of the window's start.</param>
    /// <param name="cancellation">Ends measuring by an exception.</param>
    public ItemToItemValidation(
        InteractionTable table, ReplayWindow window, Func<int, bool> asked, float[] shares,
        CancellationToken cancellation)
    {
        (_items, _nowMs, _shares, _cancellation) = (table.ItemCount, window.AsOfMs, shares, cancellation);
        var chosen = new SortedDictionary<int, HashSet<int>>();
        for (int row = window.Start; row < window.End; row++)
        {
            int user = table.Users[row];
            if (!asked(user)) continue;
            if (!chosen.TryGetValue(user, out var items)) chosen.Add(user, items = []);
            items.Add(table.Items[row]);
        }
        var possible = new List<(int[] Rows, HashSet<int> Chosen)>();
        foreach (var (user, items) in chosen)
        {
            int[] rows = [.. table.RowsOfUser(user).ToArray().TakeWhile(row => row < window.Start)];
            foreach (int row in rows) items.Remove(table.Items[row]);
            items.RemoveWhere(item => table.RowsOfItem(item)[0] >= window.Start);
            if (rows.Length > 0 && items.Count > 0) possible.Add((rows, items));
        }
        int count = Math.Min(possible.Count, MaxUsers);
        for (int i = 0; i < count; i++)
        {
            var (rows, items) = possible[(int)((long)i * possible.Count / count)];
            var history = new UserHistory();
            foreach (int row in rows) history.Apply(HistoryReplay.Event(table, row));
            _users.Add((history, items));
        }
    }

    /// <summary>Users it measures with.</summary>
    public int Count => _users.Count;

    /// <summary>Mean ndcg@20 of a table asked in a way.</summary>
    /// <param name="table">The table.</param>
    /// <param name="weighting">How it is asked.</param>
    public double Measure(ItemNeighbors table, HistoryWeighting weighting) =>
        _users.Count == 0 ? 0 : MeasureEach(table, weighting).Average();

    /// <summary>The ndcg@20 of every user.</summary>
    /// <param name="table">The table.</param>
    /// <param name="weighting">How it is asked.</param>
    /// <param name="more">Adds to the sums of a user before the recent share is applied; may be null.</param>
    public double[] MeasureEach(
        ItemNeighbors table, HistoryWeighting weighting, Action<WeightedHistory, float[]>? more = null)
    {
        var found = new double[_users.Count];
        var shares = Powered(weighting.SharePower);
        using var scratch = new ThreadLocal<(WeightedHistory History, float[] Sums)>(
            () => (new WeightedHistory(), new float[_items]));
        BlockWork.Run(_users.Count, 8, (from, to) =>
        {
            _cancellation.ThrowIfCancellationRequested();
            var (history, sums) = scratch.Value;
            for (int i = from; i < to; i++)
            {
                history.Load(_users[i].History, weighting, _nowMs, []);
                Array.Clear(sums);
                Spread(table, history, sums);
                more?.Invoke(history, sums);
                if (shares is not null) TensorPrimitives.Multiply(sums, shares, sums);
                foreach (int item in history.Rows) sums[item] = float.NegativeInfinity;
                found[i] = Ndcg(sums, _users[i].Chosen);
            }
        });
        return found;
    }

    // Tried one after the other with the same power more often than not.
    private float[]? Powered(double power)
    {
        if (power == 0) return null;
        if (_power != power)
            (_power, _powered) = (power, Array.ConvertAll(_shares, share => MathF.Pow(share, (float)power)));
        return _powered;
    }

    private static void Spread(ItemNeighbors table, WeightedHistory history, float[] sums)
    {
        var weights = history.Weights;
        for (int i = 0; i < weights.Length; i++)
        {
            var rows = table.RowsOf(history.Rows[i]);
            var values = table.WeightsOf(history.Rows[i]);
            for (int n = 0; n < rows.Length; n++) sums[rows[n]] += weights[i] * values[n];
        }
    }

    // As if all were ranked, highest first and equal ones in order; what is −∞ has no rank. Hardly anybody chose more
    // than a few of very many items, so those before each are counted and nothing is sorted.
    internal static double Ndcg(ReadOnlySpan<float> sums, HashSet<int> chosen)
    {
        double gain = 0, ideal = 0;
        if (chosen.Count > MostCounted)
        {
            Span<int> best = stackalloc int[K];
            int count = TopItems.Select(sums, best);
            for (int i = 0; i < count; i++)
                if (chosen.Contains(best[i])) gain += 1 / Math.Log2(i + 2);
        }
        else
        {
            foreach (int item in chosen)
            {
                if (!(sums[item] > float.NegativeInfinity)) continue;
                int before = Above(sums, sums[item]);
                if (before < K) before += sums[..item].Count(sums[item]);
                if (before < K) gain += 1 / Math.Log2(before + 2);
            }
        }
        for (int i = 0; i < Math.Min(K, chosen.Count); i++) ideal += 1 / Math.Log2(i + 2);
        return gain / ideal;
    }

    private static int Above(ReadOnlySpan<float> sums, float sum)
    {
        var limit = new Vector<float>(sum);
        var counts = Vector<int>.Zero;
        int i = 0;
        // Where it is true a comparison gives −1.
        for (; i + Vector<float>.Count <= sums.Length; i += Vector<float>.Count)
            counts -= Vector.GreaterThan(new Vector<float>(sums[i..]), limit);
        int above = Vector.Sum(counts);
        for (; i < sums.Length; i++) above += sums[i] > sum ? 1 : 0;
        return above;
    }
}
