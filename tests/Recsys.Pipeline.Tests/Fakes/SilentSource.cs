using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Fakes;

/// <summary>Has nothing to go on and says so; asking it all the same is a mistake.</summary>
internal sealed class SilentSource : ICandidateSource
{
    public string Name => "silent";

    public bool AppliesTo(RecommendationContext context) => false;

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores) =>
        throw new InvalidOperationException("It was asked.");
}
