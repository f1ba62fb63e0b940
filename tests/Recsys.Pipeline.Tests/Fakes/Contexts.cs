using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Fakes;

internal static class Contexts
{
    public static RecommendationContext Of(
        ProductColumns products, RecommendationRequest request, UserHistory? user = null) => new()
    {
        Request = request,
        Snapshot = new PipelineSnapshot("v1", new Dictionary<string, PipelineDefinition>()),
        Products = products,
        User = user ?? new UserHistory(),
        Country = request.Country,
    };
}
