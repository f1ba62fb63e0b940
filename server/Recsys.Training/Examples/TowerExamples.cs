namespace Recsys.Training.Examples;

/// <summary>What the towers learn from: a user's state and a product new to the user that followed it.</summary>
internal sealed class TowerExamples
{
    public int Count => States.Count;

    /// <summary>Number in <see cref="UserStates"/>.</summary>
    public List<int> States { get; } = [];

    /// <summary>Item of the table.</summary>
    public List<int> Items { get; } = [];

    public void Add(int state, int item)
    {
        States.Add(state);
        Items.Add(item);
    }
}
