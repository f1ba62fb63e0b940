using Recsys.Pipeline.Features;
using Recsys.Training.Examples;

namespace Recsys.Training.TwoTower;

/// <summary>Fills the ranker's examples with what the towers say of them: the product of the two vectors.</summary>
internal static class TowerDots
{
    /// <summary>Fills it from towers that know nothing of the answers.</summary>
    public static void Fill(TwoTowerTrainer towers, ExampleBuilder examples, int dimension)
    {
        var states = Enumerable.Range(0, examples.States.Count)
            .Where(state => examples.States.Windows[state] >= examples.FirstRankerWindow).ToList();
        if (states.Count == 0) return;
        var users = new ItemVectors(towers.EncodeUsers(states), dimension);
        int first = states[0];
        // Examples come window by window, so that the products are held as they were at one of them.
        var (encoded, items) = (-1, new ItemVectors([], dimension));
        Set(examples.Ranker, (state, item) =>
        {
            int window = examples.States.Windows[state];
            if (window != encoded)
                (encoded, items) = (window, new ItemVectors(towers.EncodeItems(examples.Columns[window]), dimension));
            return items.Dot(item, users[state - first]);
        });
    }

    /// <summary>Without towers to ask it is unknown everywhere, and its normaliser switches it off.</summary>
    public static void Forget(RankerExamples examples) => Set(examples, (_, _) => float.NaN);

    private static void Set(RankerExamples examples, Func<int, int, float> dot)
    {
        int column = FeatureSchema.IndexOf(FeatureSchema.Cross, "cross_tower_dot");
        for (int i = 0; i < examples.Count; i++)
            examples.Cross(i)[column] = dot(examples.States[i], examples.Items[i]);
    }
}
