using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Gives the rows it was made with, best first.</summary>
internal sealed class ListSource(string name, params int[] rows) : ICandidateSource
{
    public string Name => name;

    public List<int> Asked { get; } = [];

    public int Retrieve(RecommendationContext context, Span<int> into, Span<float> scores)
    {
        Asked.Add(into.Length);
        int count = Math.Min(into.Length, rows.Length);
        for (int i = 0; i < count; i++) (into[i], scores[i]) = (rows[i], -i);
        return count;
    }
}
