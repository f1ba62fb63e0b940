namespace Recsys.Training.Mixing;

/// <summary>What each source lists for one request, and which of it the customer turned out to want.</summary>
/// <param name="Places">
/// By source, then by place in its list from the best: the product as a number from 0, the same for all sources.
/// </param>
/// <param name="Wanted">By number of a product: whether it was wanted.</param>
/// <param name="Weight">What each wanted product counts: 1 over how many the customer wanted.</param>
internal sealed record SourceLists(int[][] Places, bool[] Wanted, double Weight);
