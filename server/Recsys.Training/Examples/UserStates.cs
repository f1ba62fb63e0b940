using Recsys.Pipeline.Features;

namespace Recsys.Training.Examples;

/// <summary>The user's half of the examples, once per user and window, as columns.</summary>
internal sealed class UserStates
{
    private readonly List<float> _dense = [];
    private readonly List<int> _categorical = [];
    private readonly List<int> _towerIds = [];
    private readonly List<float> _towerWeights = [];

    public int Count => Windows.Count;

    /// <summary>Window of each state.</summary>
    public List<int> Windows { get; } = [];

    /// <summary>User of each state.</summary>
    public List<int> Users { get; } = [];

    public Span<float> AllDense => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_dense);

    public ReadOnlySpan<float> Dense(int state) =>
        AllDense.Slice(state * FeatureSchema.UserDense.Count, FeatureSchema.UserDense.Count);

    public ReadOnlySpan<int> Categorical(int state) => Part(_categorical, state, FeatureSchema.UserCategorical.Count);

    public ReadOnlySpan<int> TowerIds(int state) => Part(_towerIds, state, FeatureWorkflow.TowerHistory);

    public ReadOnlySpan<float> TowerWeights(int state) => Part(_towerWeights, state, FeatureWorkflow.TowerHistory);

    /// <summary>Keeps a copy of a loaded profile and returns its number.</summary>
    public int Add(int window, int user, UserProfile profile)
    {
        Windows.Add(window);
        Users.Add(user);
        _dense.AddRange(profile.Dense);
        _categorical.AddRange(profile.Categorical);
        _towerIds.AddRange(profile.TowerIds);
        _towerWeights.AddRange(profile.TowerWeights);
        return Count - 1;
    }

    private static ReadOnlySpan<T> Part<T>(List<T> column, int state, int width) =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(column).Slice(state * width, width);
}
