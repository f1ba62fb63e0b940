using Recsys.Snapshots.ItemToItem;

namespace Recsys.Snapshots.Als;

/// <summary>
/// A weighted history as a <see cref="FactorModel"/> takes it: places of what has a vector, and weights of which the
/// greatest is 1, so that a history of views alone, or an old one, says as much as what the model was fitted on.
/// Reusable; not thread-safe.
/// </summary>
public sealed class FactorHistory
{
    /// <summary>Most products, the latest ones: the work grows with their square.</summary>
    public const int MostProducts = 192;

    private readonly int[] _places = new int[MostProducts];
    private readonly float[] _weights = new float[MostProducts];
    private int _count;

    /// <summary>Places.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _count);

    /// <summary>What each counts.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, _count);

    /// <summary>Takes a history.</summary>
    public void Load(FactorModel model, WeightedHistory history)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(history);
        _count = 0;
        var rows = history.Rows;
        var weights = history.Weights;
        float most = 0;
        for (int i = 0; i < rows.Length && _count < _places.Length; i++)
        {
            int place = model.PlaceOf(rows[i]);
            // What counts nearly nothing counts nothing.
            if (place < 0 || !(weights[i] > 1e-6f)) continue;
            (_places[_count], _weights[_count]) = (place, weights[i]);
            most = Math.Max(most, weights[i]);
            _count++;
        }
        for (int i = 0; i < _count; i++) _weights[i] /= most;
    }
}
