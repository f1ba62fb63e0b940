using Recsys.Pipeline.Ordering;

namespace Recsys.Pipeline.Tests.Fakes;

internal sealed class FailingOrdering : IOrdering
{
    public string Name => "failing";

    public int Order(RecommendationContext context, CandidateBatch candidates, Span<int> chosen)
    {
        chosen.Fill(-1);
        throw new InvalidOperationException("The ordering is broken.");
    }
}
