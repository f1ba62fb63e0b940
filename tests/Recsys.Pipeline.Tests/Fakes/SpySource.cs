using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Finds nothing and shows what it was given.</summary>
internal sealed class SpySource(Action<RecommendationContext> look) : ICandidateSource
{
    public string Name => "spy";

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        look(context);
        return 0;
    }
}
