using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Server.Tests.Testing;

/// <summary>Fails, as a source with a damaged index would.</summary>
internal sealed class NoProduct : ICandidateSource
{
    public string Name => "no_product";

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores) =>
        throw new InvalidOperationException("secret internals");
}
