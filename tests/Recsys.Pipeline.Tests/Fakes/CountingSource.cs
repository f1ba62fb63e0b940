using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Gives as many rows as it is asked for, counting up from one, and allocates nothing.</summary>
internal sealed class CountingSource(string name, int first) : ICandidateSource
{
    public string Name => name;

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        for (int i = 0; i < rows.Length; i++) (rows[i], scores[i]) = (first + i, -i);
        return rows.Length;
    }
}
