using Recsys.VectorIndex;

namespace Recsys.Snapshots.Ranking;

/// <summary>
/// Chooses, by scores that may be a little off, whom to score exactly, so that nobody is missed who belongs among the
/// best: with log odds that are off by e at most, whoever is among the best r stands no lower than the r-th by the
/// screen, less 2 e. For one request at a time; reused.
/// </summary>
internal sealed class Screening
{
    /// <summary>Most candidates that are chosen; where more would have to be, all are scored.</summary>
    public const int Most = 256;

    /// <summary>Fewer candidates are scored right away.</summary>
    public const int LeastCandidates = 128;

    // Chosen in any case: errors larger than those measured are rare, and those who come next cost little.
    private const int Least = 32;

    private readonly long[] _positions = new long[Most];
    private readonly float[] _best = new float[Most];
    private readonly int[] _chosen = new int[Most];

    /// <summary>The chosen candidates' rows.</summary>
    public int[] Rows { get; } = new int[Most];

    /// <summary>The chosen candidates' offsets.</summary>
    public float[] Offsets { get; } = new float[Most];

    /// <summary>The chosen candidates' scores.</summary>
    public float[] Scores { get; } = new float[Most];

    /// <summary>Chooses.</summary>
    /// <param name="scores">Probabilities by the screen.</param>
    /// <param name="reach">How many of the best must be right, at least 1.</param>
    /// <param name="error">The most by which log odds may be off.</param>
    /// <returns>Positions in <paramref name="scores"/>, ascending; empty where all must be scored.</returns>
    public ReadOnlySpan<int> Choose(ReadOnlySpan<float> scores, int reach, float error)
    {
        int looked = Math.Max(reach, Least);
        if (looked > Most / 2 || scores.Length < LeastCandidates) return default;
        var best = new TopScores(_positions.AsSpan(0, looked), _best.AsSpan(0, looked));
        for (int i = 0; i < scores.Length; i++) best.Offer(i, scores[i]);
        // Fewer are numbers: what is wrong is seen where all are scored.
        if (best.Finish() < looked) return default;
        float lowest = Math.Min(
            _best[looked - 1], LogOdds.Probability(LogOdds.Of(_best[reach - 1]) - (2 * error)));
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] < lowest) continue;
            if (count == Most) return default;
            _chosen[count++] = i;
        }
        return _chosen.AsSpan(0, count);
    }
}
