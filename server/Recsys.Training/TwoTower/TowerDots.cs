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
        var items = new ItemVectors?[examples.Columns.Count];
        Set(examples.Ranker, (state, item) =>
        {
            int window = examples.States.Windows[state];
            items[window] ??= new ItemVectors(towers.EncodeItems(examples.Columns[window]), dimension);
            return items[window]!.Dot(item, users[state - first]);
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
