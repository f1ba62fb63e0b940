using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Examples;

/// <summary>
/// The user's half of the examples, once per user and window, as columns. Of the latest products only those that there
/// are are kept: most users had but a few. Not thread-safe.
/// </summary>
internal sealed class UserStates
{
    private readonly List<float> _dense = [];
    private readonly List<int> _categorical = [];
    private readonly int[] _ids = new int[FeatureWorkflow.TowerHistory];
    private readonly float[] _weights = new float[FeatureWorkflow.TowerHistory];
    // Where each state's products begin, and the last one's end.
    private readonly List<int> _starts = [0];
    private readonly List<int> _towerIds = [];
    private readonly List<float> _towerWeights = [];

    public int Count => Windows.Count;

    /// <summary>Window of each state.</summary>
    public List<int> Windows { get; } = [];

    /// <summary>User of each state.</summary>
    public List<int> Users { get; } = [];

    public Span<float> AllDense => CollectionsMarshal.AsSpan(_dense);

    public ReadOnlySpan<float> Dense(int state) =>
        AllDense.Slice(state * FeatureSchema.UserDense.Count, FeatureSchema.UserDense.Count);

    public ReadOnlySpan<int> Categorical(int state) => Part(_categorical, state, FeatureSchema.UserCategorical.Count);

    /// <summary><see cref="UserProfile.TowerIds"/> of a state, until the next call.</summary>
    public ReadOnlySpan<int> TowerIds(int state) => Filled(_towerIds, state, _ids);

    /// <summary><see cref="UserProfile.TowerWeights"/> of a state, until the next call.</summary>
    public ReadOnlySpan<float> TowerWeights(int state) => Filled(_towerWeights, state, _weights);

    /// <summary>Keeps a copy of a loaded profile and returns its number.</summary>
    public int Add(int window, int user, UserProfile profile)
    {
        Windows.Add(window);
        Users.Add(user);
        _dense.AddRange(profile.Dense);
        _categorical.AddRange(profile.Categorical);
        int known = 1 + Math.Max(
            profile.TowerIds.LastIndexOfAnyExcept(0), profile.TowerWeights.LastIndexOfAnyExcept(0f));
        _towerIds.AddRange(profile.TowerIds[..known]);
        _towerWeights.AddRange(profile.TowerWeights[..known]);
        _starts.Add(_towerIds.Count);
        return Count - 1;
    }

    private ReadOnlySpan<T> Filled<T>(List<T> column, int state, T[] to)
    {
        var kept = CollectionsMarshal.AsSpan(column)[_starts[state].._starts[state + 1]];
        kept.CopyTo(to);
        to.AsSpan(kept.Length).Clear();
        return to;
    }

    private static ReadOnlySpan<T> Part<T>(List<T> column, int state, int width) =>
        CollectionsMarshal.AsSpan(column).Slice(state * width, width);
}
