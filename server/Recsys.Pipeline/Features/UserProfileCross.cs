using System.Diagnostics.CodeAnalysis;

namespace Recsys.Pipeline.Features;

/// <content>The user against products: affinity through the item-to-item table, categories, prices, own
/// purchases.</content>
public sealed partial class UserProfile
{
    private const float AffinityFloor = 1e-3f;
    private const float PersonalFloor = 1e-2f;

    private static readonly float NothingPersonal = MathF.Log(PersonalFloor);

    private readonly NeighborSums _sums = new();
    private bool _spread;
    private float _logBestAffinity;
    private float[] _affinities = new float[512];
    private float[] _recentAffinities = new float[512];

    /// <summary>Products of the model that the history leads to, by model row.</summary>
    public ReadOnlySpan<int> AffinityRows
    {
        get
        {
            SpreadOnce();
            return _sums.Rows();
        }
    }

    /// <summary>Summed item-to-item weight to one of those products.</summary>
    /// <param name="modelRow">Its model row; one of <see cref="AffinityRows"/>, which is asked for first.</param>
    public float Affinity(int modelRow) => _sums.Of(modelRow).X;

    /// <summary>Computes the cross features of one product, raw.</summary>
    /// <param name="row">The product's row in the columns given to <see cref="Load"/>.</param>
    /// <param name="towerDot">Inner product of the two towers' vectors.</param>
    /// <param name="values">Filled with <see cref="FeatureSchema.Cross"/>.</param>
    public void FillCross(int row, float towerDot, Span<float> values) => FillCross([row], [towerDot], values);

    /// <summary>Computes the cross features of products, raw.</summary>
    /// <param name="rows">The products' rows in the columns given to <see cref="Load"/>.</param>
    /// <param name="towerDots">Inner product of the two towers' vectors for each.</param>
    /// <param name="values">Filled with <see cref="FeatureSchema.Cross"/> of each, one after another.</param>
    public void FillCross(ReadOnlySpan<int> rows, ReadOnlySpan<float> towerDots, Span<float> values)
    {
        SpreadOnce();
        int columns = FeatureSchema.Cross.Count;
        var affinities = Column(ref _affinities, rows.Length);
        var recent = Column(ref _recentAffinities, rows.Length);
        ReadAffinities(rows, affinities, recent);
        ColumnMath.Log(affinities);
        ColumnMath.Log(recent);
        var content = _items!.Content;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            bool inside = (uint)row < (uint)content.Rows;
            var to = values.Slice(i * columns, columns);
            to[CrossDense.TowerDot] = towerDots[i];
            to[CrossDense.Affinity] = affinities[i];
            to[CrossDense.RecentAffinity] = recent[i];
            to[CrossDense.RelativeAffinity] = affinities[i] - _logBestAffinity;
            int category = inside ? _categories.Find(content.Category(row)) : -1;
            to[CrossDense.CategoryShare] = category < 0 ? 0 : _categoryWeights[category] / _categoryTotal;
            to[CrossDense.PriceDistance] = inside ? Math.Abs(_items.LogPrice(row) - _favouritePrice) : float.NaN;
            FillOwn(row, to);
        }
    }

    private void ReadAffinities(ReadOnlySpan<int> rows, Span<float> affinities, Span<float> recent)
    {
        var content = _items!.Content;
        for (int i = 0; i < rows.Length; i++)
        {
            var sums = (uint)rows[i] < (uint)content.Rows ? _sums.Of(content.ModelRow(rows[i])) : default;
            affinities[i] = Math.Max(sums.X, 0) + AffinityFloor;
            recent[i] = Math.Max(sums.Y, 0) + AffinityFloor;
        }
    }

    private void FillOwn(int row, Span<float> values)
    {
        int own = _own.Find(row);
        if (own < 0)
        {
            values[CrossDense.BoughtBefore] = _boughtBeforeEvents && _history!.PurchasedRows.Contains(row) ? 1 : 0;
            values[CrossDense.TimesBought] = 0;
            values[CrossDense.DaysSinceBought] = float.NaN;
            values[CrossDense.PersonalDecayed] = NothingPersonal;
            return;
        }
        float purchases = _purchases[own];
        values[CrossDense.BoughtBefore] = purchases > 0 || _history!.PurchasedRows.Contains(row) ? 1 : 0;
        values[CrossDense.TimesBought] = MathF.Log(1 + purchases);
        values[CrossDense.DaysSinceBought] = purchases > 0 ? LogDays(_nowMs - _boughtMs[own]) : float.NaN;
        values[CrossDense.PersonalDecayed] = MathF.Log(_decayed[own] + PersonalFloor);
    }

    // At the first use: a ranker without cross features needs none of it.
    private void SpreadOnce()
    {
        if (_spread) return;
        if (_neighbors is null) ThrowNotLoaded();
        _spread = true;
        _sums.Begin(_neighbors.Count);
        for (int i = 0; i < _own.Count; i++)
            if (_models[i] >= 0)
                _sums.Add(_neighbors.RowsOf(_models[i]), _neighbors.WeightsOf(_models[i]), _recent[i]);
        _logBestAffinity = ColumnMath.Log(_sums.Best + AffinityFloor);
    }

    [DoesNotReturn]
    private static void ThrowNotLoaded() => throw new InvalidOperationException("No user is loaded.");

    private static Span<float> Column(ref float[] column, int length)
    {
        if (column.Length < length) column = new float[Math.Max(length, column.Length * 2)];
        return column.AsSpan(0, length);
    }
}
