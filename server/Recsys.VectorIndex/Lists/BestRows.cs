using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;

namespace Recsys.VectorIndex;

/// <summary>
/// The best rows of a scan. Takes what is above the threshold; when it is full it finds, by halving, a score that
/// leaves about as many as are wanted, drops what is not above it, and has it as the threshold from there on. What is
/// left at the end is not in order. With a screen, rows that may not be shown are dropped before any is dropped for its
/// score. Reusable; one thread at a time.
/// </summary>
internal sealed class BestRows
{
    // What may stay above the number wanted, as a part of it: fewer halvings for a few more rows.
    private const int SlackPart = 4;
    private const int LeastSlack = 16;

    private float[] _scores = [];
    private int[] _rows = [];
    private ulong[] _keys = [];
    private int _wanted;
    private int _capacity;
    private RowScreen? _screen;
    private int _screened;

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>What a score must be above to be taken.</summary>
    public float Threshold { get; private set; }

    /// <summary>Rows the screen was asked about.</summary>
    public int Asked { get; private set; }

    /// <summary>Rows of them that may be shown.</summary>
    public int Allowed { get; private set; }

    /// <summary>Rows held.</summary>
    public Span<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Their scores.</summary>
    public Span<float> Scores => _scores.AsSpan(0, Count);

    /// <summary>Begins anew.</summary>
    /// <param name="wanted">How many of the best to keep at least, above 0.</param>
    /// <param name="screen">Says which rows may be shown; null keeps all.</param>
    public void Begin(int wanted, RowScreen? screen = null)
    {
        _wanted = wanted;
        _capacity = wanted + Slack + Math.Max(wanted, 256);
        if (_scores.Length < _capacity + CodedList.BlockRows)
        {
            _scores = GC.AllocateUninitializedArray<float>(_capacity + CodedList.BlockRows);
            _rows = GC.AllocateUninitializedArray<int>(_capacity + CodedList.BlockRows);
        }
        (_screen, _screened, Asked, Allowed) = (screen, 0, 0, 0);
        (Count, Threshold) = (0, float.NegativeInfinity);
    }

    /// <summary>Takes some of sixteen rows.</summary>
    /// <param name="chosen">Which: bit i is row i. Their scores are above <see cref="Threshold"/>.</param>
    /// <param name="scores">Sixteen scores.</param>
    /// <param name="rows">Sixteen rows.</param>
    public void Take(uint chosen, ReadOnlySpan<float> scores, ReadOnlySpan<int> rows)
    {
        int count = Count;
        for (; chosen != 0; chosen &= chosen - 1)
        {
            int at = BitOperations.TrailingZeroCount(chosen);
            (_scores[count], _rows[count]) = (scores[at], rows[at]);
            count++;
        }
        Count = count;
        if (count >= _capacity) Compact();
    }

    /// <summary>Takes one row into account; a score that is not a number counts for nothing.</summary>
    public void Offer(int row, float score)
    {
        if (!(score > Threshold)) return;
        (_scores[Count], _rows[Count]) = (score, row);
        if (++Count >= _capacity) Compact();
    }

    /// <summary>Ends a scan: what may not be shown is dropped, and what is far from the best.</summary>
    /// <returns>How many rows are left: at least as many as were wanted where as many were offered.</returns>
    public int Finish()
    {
        Compact();
        return Count;
    }

    /// <summary>Drops rows that may not be shown.</summary>
    public void Keep(RowScreen screen) => Count = screen.Keep(Rows, Scores);

    /// <summary>Gives every row its true score.</summary>
    public void Rescore(ItemVectors vectors, ReadOnlySpan<float> query) =>
        VectorProducts.Compute(vectors, Rows, query, Scores);

    /// <summary>Puts rows in order, best first; of equal ones the lower row.</summary>
    public void Order()
    {
        if (_keys.Length < 2 * Count) _keys = new ulong[2 * (_capacity + CodedList.BlockRows)];
        var keys = _keys.AsSpan(0, Count);
        for (int i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)(uint)(Key(_scores[i]) ^ int.MaxValue) << 32) | (uint)_rows[i];
        ScoreOrder.Sort(keys, _keys.AsSpan(Count, Count));
        for (int i = 0; i < keys.Length; i++)
        {
            _rows[i] = (int)(uint)keys[i];
            _scores[i] = Value((int)(keys[i] >> 32) ^ int.MaxValue);
        }
    }

    private int Slack => Math.Max(_wanted / SlackPart, LeastSlack);

    private void Compact()
    {
        if (_screen is not null && _screened < Count)
        {
            Asked += Count - _screened;
            int allowed = _screen.Keep(_rows.AsSpan(_screened..Count), _scores.AsSpan(_screened..Count));
            Allowed += allowed;
            Count = _screened + allowed;
        }
        if (Count > _wanted + Slack) Narrow();
        _screened = Count;
    }

    // Scores are compared as integers of the same order, so that halving ends after 32 steps whatever they are.
    private void Narrow()
    {
        // By two, since zero has two keys.
        int lower = Math.Max(Key(TensorPrimitives.Min<float>(Scores)) - 2, Key(float.NegativeInfinity));
        int upper = Key(TensorPrimitives.Max<float>(Scores));
        int above = Count;
        while (above > _wanted + Slack && (long)upper - lower > 1)
        {
            int middle = (int)(((long)lower + upper) / 2);
            int count = CountAbove(Scores, Value(middle));
            if (count < _wanted) upper = middle;
            else (lower, above) = (middle, count);
        }
        // Where halving ended, more are equal than can be told apart: of those the first ones stay.
        int equal = above > _wanted + Slack ? _wanted - CountAbove(Scores, Value(upper)) : int.MaxValue;
        Threshold = Value(equal == int.MaxValue ? lower : upper);
        DropBelow(Value(lower), Value(upper), equal);
    }

    private void DropBelow(float limit, float tied, int equal)
    {
        var (scores, rows) = (_scores, _rows);
        bool ties = equal != int.MaxValue;
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            float score = scores[i];
            if (!(score > limit) || (ties && score == tied && equal-- <= 0)) continue;
            (scores[kept], rows[kept]) = (score, rows[i]);
            kept++;
        }
        Count = kept;
    }

    private static int CountAbove(ReadOnlySpan<float> scores, float limit)
    {
        var limits = Vector256.Create(limit);
        int count = 0, i = 0;
        for (; i <= scores.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            count += BitOperations.PopCount(
                Vector256.GreaterThan(Vector256.Create(scores[i..]), limits).ExtractMostSignificantBits());
        for (; i < scores.Length; i++)
            if (scores[i] > limit) count++;
        return count;
    }

    private static int Key(float score)
    {
        // Zero has two signs.
        int bits = BitConverter.SingleToInt32Bits(score + 0f);
        return bits ^ (bits >> 31 & int.MaxValue);
    }

    private static float Value(int key) => BitConverter.Int32BitsToSingle(key ^ (key >> 31 & int.MaxValue));
}
