using Recsys.Pipeline.Features;
using Recsys.Training.Examples;

namespace Recsys.Training.TwoTower;

/// <summary>How much of what users chose for the first time the towers would have retrieved, by exact search.</summary>
internal static class TowerRecall
{
    /// <summary>Most users that it is measured with, evenly chosen: everyone is compared with every item.</summary>
    public const int MaxUsers = 1_000;

    /// <summary>
    /// Mean over users of the share of a window's products that are among the k nearest; null without any.
    /// </summary>
    public static double? Measure(TwoTowerTrainer towers, ExampleBuilder examples, ItemVectors items, int window, int k)
    {
        var chosen = new SortedDictionary<int, List<int>>();
        for (int i = 0; i < examples.Tower.Count; i++)
        {
            int state = examples.Tower.States[i];
            if (examples.States.Windows[state] != window) continue;
            if (!chosen.TryGetValue(state, out var list)) chosen.Add(state, list = []);
            list.Add(examples.Tower.Items[i]);
        }
        if (chosen.Count == 0) return null;
        int[] all = [.. chosen.Keys];
        int[] states =
        [
            .. Enumerable.Range(0, Math.Min(all.Length, MaxUsers))
                .Select(i => all[(int)((long)i * all.Length / Math.Min(all.Length, MaxUsers))]),
        ];
        var users = new ItemVectors(towers.EncodeUsers(states), items.Dimension);
        var shares = new double[states.Length];
        using var scratch = new ThreadLocal<float[]>(() => new float[items.Rows]);
        BlockWork.Run(states.Length, user =>
        {
            var scores = scratch.Value!;
            for (int item = 0; item < scores.Length; item++) scores[item] = items.Dot(item, users[user]);
            var products = chosen[states[user]];
            shares[user] = products.Count(item => IsAmong(scores, scores[item], k)) / (double)products.Count;
        });
        return shares.Sum() / states.Length;
    }

    // Fewer than k are better.
    private static bool IsAmong(float[] scores, float score, int k)
    {
        int better = 0;
        foreach (float other in scores) better += other > score ? 1 : 0;
        return better < k;
    }
}
