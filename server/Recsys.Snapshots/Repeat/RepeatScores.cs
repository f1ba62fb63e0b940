using Recsys.Pipeline;

namespace Recsys.Snapshots.Repeat;

/// <summary>One request's own products with their chances, computed once for all who ask.</summary>
internal sealed class RepeatScores : RequestState
{
    private readonly OwnPurchases _own = new();
    private readonly Dictionary<int, float> _chances = new(OwnPurchases.MostProducts);

    /// <summary>Sums by catalogue row; every product once.</summary>
    public SparseScores Best { get; } = new();

    public void Fill(RepeatModel model, ModelRows rows, RecommendationContext context)
    {
        _chances.Clear();
        Best.Clear();
        _own.Load(context.User, context.NowMs, model.AnyType);
        var own = _own.Rows;
        for (int i = 0; i < own.Length; i++)
        {
            float chance = model.Chance(_own, i, rows.ToModel(own[i]));
            _chances.Add(own[i], chance);
            Best.Add(own[i], chance);
        }
    }

    /// <summary>The chance of an own product; NaN for any other.</summary>
    public float Of(int row) => _chances.TryGetValue(row, out float chance) ? chance : float.NaN;
}
