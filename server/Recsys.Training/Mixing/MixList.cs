namespace Recsys.Training.Mixing;

/// <summary>Candidates of one request, as numbers, and which of them the customer turned out to want.</summary>
/// <param name="Values">
/// Numbers of all candidates, column by column: the first of every candidate, then the second, and so on.
/// </param>
/// <param name="Labels">Whether it was wanted, by candidate.</param>
/// <param name="Wanted">Products the customer wanted, those that are no candidates included.</param>
internal sealed record MixList(float[] Values, bool[] Labels, int Wanted)
{
    /// <summary>Candidates.</summary>
    public int Count => Labels.Length;

    /// <summary>One number of every candidate.</summary>
    public ReadOnlySpan<float> Column(int column) => Values.AsSpan(column * Count, Count);

    /// <summary>Candidates that were wanted.</summary>
    public int Hits => Labels.Count(label => label);
}
