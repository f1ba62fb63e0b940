namespace Recsys.Training.Mixing;

/// <summary>What was said of one request's candidates, and which of them the customer turned out to want.</summary>
/// <param name="Values">Numbers of the first candidate, of the second, and so on.</param>
/// <param name="Labels">Whether it was wanted, by candidate.</param>
/// <param name="Wanted">Products the customer wanted, those that are no candidates included.</param>
internal sealed record MixList(float[] Values, bool[] Labels, int Wanted)
{
    /// <summary>Candidates.</summary>
    public int Count => Labels.Length;

    /// <summary>Numbers of a candidate.</summary>
    public ReadOnlySpan<float> Row(int candidate, int columns) => Values.AsSpan(candidate * columns, columns);

    /// <summary>Candidates that were wanted.</summary>
    public int Hits => Labels.Count(label => label);
}
