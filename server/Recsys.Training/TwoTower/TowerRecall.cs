using Recsys.Pipeline.Features;
using Recsys.Training.Examples;

namespace Recsys.Training.TwoTower;

/// <summary>How much of what users chose for the first time the towers would have retrieved, by exact search.</summary>
internal static class TowerRecall
{
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
        int[] states = [.. chosen.Keys];
        var users = new ItemVectors(towers.EncodeUsers(states), items.Dimension);
        var scores = new float[items.Rows];
        var sorted = new float[items.Rows];
        double sum = 0;
        for (int user = 0; user < states.Length; user++)
        {
            for (int item = 0; item < scores.Length; item++) scores[item] = items.Dot(item, users[user]);
            scores.CopyTo(sorted, 0);
            Array.Sort(sorted);
            float threshold = sorted[Math.Max(0, sorted.Length - k)];
            var products = chosen[states[user]];
            sum += products.Count(item => scores[item] >= threshold) / (double)products.Count;
        }
        return sum / states.Length;
    }
}
