using Recsys.Pipeline.Features;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Als;

/// <summary>
/// Compares a customer's vector with those of all products. Whole vectors are compared where they are few numbers in
/// all; else coded ones say which are worth it, a quarter more than are wanted, and only these are compared whole, so
/// that scores are exact either way. Reusable; not thread-safe.
/// </summary>
/// <param name="model">The products' vectors.</param>
/// <param name="coded">The same coded; null compares whole ones.</param>
/// <param name="factors">What the season does to each product's score, by model row; empty for nothing.</param>
internal sealed class FactorScan(FactorModel model, CodedVectors? coded, float[] factors)
{
    private const int Spare = 64;

    private readonly BestRows _best = new();
    private readonly BestRows _exact = new();
    private readonly CodedProducts? _products = coded is null ? null : new(coded);
    private readonly float[] _vector = new float[model.Dimension];
    private readonly float[] _scores = new float[model.Count];
    private int[] _rows = [];
    private float[] _sums = [];

    /// <summary>Vectors that come to more numbers than this are coded: of fewer, all are soon compared.</summary>
    public const int MostWhole = 1 << 19;

    /// <summary>The customer's vector, to be filled before <see cref="Compare"/>.</summary>
    public Span<float> Vector => _vector;

    /// <summary>Codes a model's vectors where that is worth it.</summary>
    public static CodedVectors? Code(FactorModel model) =>
        model.Vectors.Length > MostWhole ? new CodedVectors(model.Vectors, model.Dimension) : null;

    /// <summary>Compares <see cref="Vector"/>.</summary>
    public void Compare()
    {
        if (_products is null) model.Score(_vector, _scores);
        else _products.Compute(_vector, _scores);
        var rows = model.Rows;
        if (factors.Length == 0) return;
        for (int place = 0; place < rows.Length; place++) _scores[place] *= factors[rows[place]];
    }

    /// <summary>Begins with the best.</summary>
    public void Begin()
    {
        _best.Begin(model.Rows, _scores);
        _exact.Begin([], []);
    }

    /// <summary>Score of a place.</summary>
    public float ScoreOf(int place)
    {
        if (_products is null) return _scores[place];
        float score = ItemVectors.Dot(model.Vectors.Slice(place * model.Dimension, model.Dimension), _vector);
        return factors.Length > 0 ? score * factors[model.Rows[place]] : score;
    }

    /// <summary>Takes the next best of those with a score above 0.</summary>
    /// <param name="rows">Filled with model rows, best first.</param>
    /// <param name="scores">Filled with their scores; as long.</param>
    /// <param name="spare">How many more may be asked for next, as some may be turned away.</param>
    /// <returns>How many were filled; fewer than there is room for only where there are no more.</returns>
    public int Take(Span<int> rows, Span<float> scores, int spare)
    {
        if (_products is null) return _best.Take(rows, scores, spare);
        int taken = _exact.Take(rows, scores);
        while (taken < rows.Length && NextLot(rows.Length - taken + spare))
            taken += _exact.Take(rows[taken..], scores[taken..]);
        return taken;
    }

    private bool NextLot(int wanted)
    {
        int most = wanted + (wanted / 4) + Spare;
        if (_rows.Length < most) (_rows, _sums) = (new int[most * 2], new float[most * 2]);
        int count = _best.Take(_rows.AsSpan(0, most), _sums.AsSpan(0, most));
        for (int i = 0; i < count; i++) _sums[i] = ScoreOf(model.PlaceOf(_rows[i]));
        _exact.Begin(_rows.AsSpan(0, count), _sums.AsSpan(0, count));
        return count > 0;
    }
}
