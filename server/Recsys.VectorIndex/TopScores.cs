namespace Recsys.VectorIndex;

/// <summary>
/// The best k of a stream of scores, in the caller's arrays, as a binary heap with the worst on top. Of equal scores
/// the one that came first is better, so that an answer does not depend on chance.
/// </summary>
public ref struct TopScores
{
    private readonly Span<long> _positions;
    private readonly Span<float> _scores;

    /// <summary>Starts empty, or goes on where another one stopped.</summary>
    /// <param name="positions">Room for positions; its length is k, above 0.</param>
    /// <param name="scores">Room for scores; as long.</param>
    /// <param name="count">Entries that one over the same room had, not finished; 0 starts empty.</param>
    public TopScores(Span<long> positions, Span<float> scores, int count = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)positions.Length);
        _positions = positions;
        _scores = scores;
        Count = count;
    }

    /// <summary>Entries so far.</summary>
    public int Count { get; private set; }

    /// <summary>Takes one score into account; positions must come in ascending order, and NaN is never taken.</summary>
    public void Offer(long position, float score)
    {
        if (Count < _scores.Length)
        {
            if (float.IsNaN(score)) return;
            int at = Count++;
            RaiseFrom(at, position, score);
        }
        else if (score > _scores[0])
        {
            SinkFrom(0, Count, position, score);
        }
    }

    /// <summary>Puts the entries in order, best first.</summary>
    /// <returns>How many there are.</returns>
    public int Finish()
    {
        for (int end = Count - 1; end > 0; end--)
        {
            (long position, float score) = (_positions[end], _scores[end]);
            (_positions[end], _scores[end]) = (_positions[0], _scores[0]);
            SinkFrom(0, end, position, score);
        }
        return Count;
    }

    private static bool IsWorse(float score, long position, float otherScore, long otherPosition) =>
        score < otherScore || (score == otherScore && position > otherPosition);

    private readonly void RaiseFrom(int at, long position, float score)
    {
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!IsWorse(score, position, _scores[parent], _positions[parent])) break;
            (_positions[at], _scores[at]) = (_positions[parent], _scores[parent]);
            at = parent;
        }
        (_positions[at], _scores[at]) = (position, score);
    }

    private readonly void SinkFrom(int at, int end, long position, float score)
    {
        while (2 * at + 1 < end)
        {
            int child = 2 * at + 1;
            if (child + 1 < end
                && IsWorse(_scores[child + 1], _positions[child + 1], _scores[child], _positions[child]))
                child++;
            if (!IsWorse(_scores[child], _positions[child], score, position)) break;
            (_positions[at], _scores[at]) = (_positions[child], _scores[child]);
            at = child;
        }
        (_positions[at], _scores[at]) = (position, score);
    }
}
