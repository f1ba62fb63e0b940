using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

internal sealed class FailingSource(string name) : ICandidateSource
{
    public string Name => name;

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores) =>
        throw new InvalidOperationException("The index is broken.");
}
