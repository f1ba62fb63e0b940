using System.Numerics.Tensors;

namespace Recsys.Snapshots.Mixing;

/// <summary>Brings the scores of one request's candidates to a common scale.</summary>
internal static class SignalMath
{
    /// <summary>Bounds a merged retrieval score of 0 to a finite logarithm.</summary>
    public const float Smallest = 1e-4f;

    private const float LeastDeviation = 1e-9f;

    // Computed for many at once, a part that stays in the nearest cache.
    private const int Part = 256;

    /// <summary>Adds w · (ln max(value, least) − its mean).</summary>
    public static void AddLog(ReadOnlySpan<float> values, float least, float weight, Span<float> sums)
    {
        if (values.IsEmpty) return;
        Span<float> logs = stackalloc float[Part];
        float total = 0;
        for (int from = 0; from < values.Length; from += Part)
        {
            var part = values.Slice(from, Math.Min(Part, values.Length - from));
            var log = logs[..part.Length];
            TensorPrimitives.Max(part, least, log);
            TensorPrimitives.Log(log, log);
            total += TensorPrimitives.Sum<float>(log);
            var to = sums.Slice(from, part.Length);
            TensorPrimitives.MultiplyAdd(log, weight, to, to);
        }
        TensorPrimitives.Subtract(sums, weight * total / values.Length, sums);
    }

    /// <summary>Adds both signals of a source.</summary>
    /// <param name="said">What it said; what is not a finite number is unknown. Overwritten.</param>
    /// <param name="standard">Weight of the distance from the mean.</param>
    /// <param name="log">Weight of the logarithm.</param>
    /// <param name="sums">Added to.</param>
    public static void Add(Span<float> said, float standard, float log, Span<float> sums) =>
        Add(said, standard, sums, log, sums);

    /// <summary>Adds each signal of a source to sums of its own.</summary>
    public static void Add(
        Span<float> said, float standard, Span<float> standardSums, float log, Span<float> logSums)
    {
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        double sum = 0;
        int known = 0;
        foreach (float one in said)
        {
            if (!float.IsFinite(one)) continue;
            lowest = Math.Min(lowest, one);
            highest = Math.Max(highest, one);
            sum += one;
            known++;
        }
        // All alike, or nothing known: no order in it.
        if (known == 0 || lowest == highest && known == said.Length) return;
        float mean = (float)(sum / known);
        double squares = 0;
        for (int i = 0; i < said.Length; i++)
        {
            if (float.IsFinite(said[i])) squares += (double)(said[i] - mean) * (said[i] - mean);
            else said[i] = lowest;
        }
        float scale = 1 / ((float)Math.Sqrt(squares / known) + LeastDeviation);
        if (standard != 0) AddStandard(said, mean, scale, standard, standardSums);
        if (log == 0 || highest <= 0) return;
        TensorPrimitives.Max(said, 0f, said);
        TensorPrimitives.Multiply(said, 1 / highest, said);
        TensorPrimitives.Add(said, MixSignals.LeastPart, said);
        AddLog(said, MixSignals.LeastPart, log, logSums);
    }

    private static void AddStandard(
        ReadOnlySpan<float> said, float mean, float scale, float weight, Span<float> sums)
    {
        Span<float> far = stackalloc float[Part];
        for (int from = 0; from < said.Length; from += Part)
        {
            var part = said.Slice(from, Math.Min(Part, said.Length - from));
            var distance = far[..part.Length];
            TensorPrimitives.Subtract(part, mean, distance);
            TensorPrimitives.Multiply(distance, scale, distance);
            TensorPrimitives.Clamp(distance, -MixSignals.Farthest, MixSignals.Farthest, distance);
            var to = sums.Slice(from, part.Length);
            TensorPrimitives.MultiplyAdd(distance, weight, to, to);
        }
    }
}
