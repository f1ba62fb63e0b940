using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Features;

/// <content>The user against products: affinity through the item-to-item table, categories, prices, own
/// purchases.</content>
public sealed partial class UserProfile
{
    private const float AffinityFloor = 1e-3f;
    private const float PersonalFloor = 1e-2f;

    private readonly RowIndex _affinityRows = new(8192);
    private float[] _affinity = new float[8192];
    private float[] _recentAffinity = new float[8192];
    private float _logBestAffinity;

    /// <summary>Products of the model that the history leads to, by model row.</summary>
    public ReadOnlySpan<int> AffinityRows => _affinityRows.Rows;

    /// <summary>Summed item-to-item weights to those products.</summary>
    public ReadOnlySpan<float> Affinities => _affinity.AsSpan(0, _affinityRows.Count);

    /// <summary>The same with each event halved for every <see cref="RecentHalfLifeDays"/>.</summary>
    public ReadOnlySpan<float> RecentAffinities => _recentAffinity.AsSpan(0, _affinityRows.Count);

    /// <summary>Computes the cross features of one product, raw.</summary>
    /// <param name="row">The product's row in the columns given to <see cref="Load"/>.</param>
    /// <param name="towerDot">Inner product of the two towers' vectors.</param>
    /// <param name="values">Filled with <see cref="FeatureSchema.Cross"/>.</param>
    public void FillCross(int row, float towerDot, Span<float> values)
    {
        var content = _items!.Content;
        bool inside = (uint)row < (uint)content.Rows;
        values[CrossDense.TowerDot] = towerDot;

        int at = inside ? _affinityRows.Find(content.ModelRow(row)) : -1;
        float affinity = MathF.Log((at < 0 ? 0 : Math.Max(_affinity[at], 0)) + AffinityFloor);
        values[CrossDense.Affinity] = affinity;
        values[CrossDense.RecentAffinity] = MathF.Log((at < 0 ? 0 : Math.Max(_recentAffinity[at], 0)) + AffinityFloor);
        values[CrossDense.RelativeAffinity] = affinity - _logBestAffinity;

        int category = inside ? _categories.Find(content.Category(row)) : -1;
        values[CrossDense.CategoryShare] = category < 0 ? 0 : _categoryWeights[category] / _categoryTotal;
        values[CrossDense.PriceDistance] = inside ? Math.Abs(_items.LogPrice(row) - _favouritePrice) : float.NaN;
        FillOwn(row, values);
    }

    private void FillOwn(int row, Span<float> values)
    {
        int own = _own.Find(row);
        float purchases = own < 0 ? 0 : _purchases[own];
        // The set of what was ever bought goes back further than the events that are kept.
        values[CrossDense.BoughtBefore] = purchases > 0 || _history!.PurchasedRows.Contains(row) ? 1 : 0;
        values[CrossDense.TimesBought] = MathF.Log(1 + purchases);
        values[CrossDense.DaysSinceBought] = purchases > 0 ? LogDays(_nowMs - _boughtMs[own]) : float.NaN;
        values[CrossDense.PersonalDecayed] = MathF.Log((own < 0 ? 0 : _decayed[own]) + PersonalFloor);
    }

    private void SpreadAffinity(ItemContent content, ItemNeighbors neighbors)
    {
        for (int i = 0; i < _own.Count; i++)
        {
            int row = _own.Rows[i];
            if ((uint)row >= (uint)content.Rows) continue;
            int model = content.ModelRow(row);
            var near = neighbors.RowsOf(model);
            var weights = neighbors.WeightsOf(model);
            for (int n = 0; n < near.Length; n++) AddAffinity(near[n], weights[n], weights[n] * _recent[i]);
        }
        float best = 0;
        foreach (float affinity in Affinities) best = Math.Max(best, affinity);
        _logBestAffinity = MathF.Log(best + AffinityFloor);
    }

    private void AddAffinity(int modelRow, float weight, float recentWeight)
    {
        int before = _affinityRows.Count;
        int at = _affinityRows.Add(modelRow);
        if (at == before)
        {
            if (at == _affinity.Length)
            {
                Array.Resize(ref _affinity, at * 2);
                Array.Resize(ref _recentAffinity, at * 2);
            }
            (_affinity[at], _recentAffinity[at]) = (0, 0);
        }
        _affinity[at] += weight;
        _recentAffinity[at] += recentWeight;
    }

    // The latest different products, latest first: the order in which the events name them for the last time.
    private void FillTower(ItemContent content)
    {
        var events = _history!.Events;
        _towerSeen.Clear();
        float sum = 0;
        for (int i = events.Count - 1; i >= 0 && _towerSeen.Count < FeatureWorkflow.TowerHistory; i--)
        {
            int row = events[i].ProductRow;
            int at = _towerSeen.Count;
            if (_towerSeen.Add(row) < at) continue;
            _towerIds[at] = (uint)row < (uint)content.Rows ? content.ModelRow(row) + 1 : 0;
            sum += _towerWeights[at] = _recent[_own.Find(row)];
        }
        if (sum <= 0) return;
        for (int i = 0; i < _towerSeen.Count; i++) _towerWeights[i] /= sum;
    }

    private readonly RowIndex _towerSeen = new(FeatureWorkflow.TowerHistory);
}
