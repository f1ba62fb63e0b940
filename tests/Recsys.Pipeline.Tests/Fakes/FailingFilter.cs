using Recsys.Pipeline.Filtering;

namespace Recsys.Pipeline.Tests.Fakes;

internal sealed class FailingFilter : ICandidateFilter
{
    public string Name => "failing";

    public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates) =>
        throw new IOException("The list of recalled products cannot be read.");
}
