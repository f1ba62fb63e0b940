using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Server.Tests.Testing;

/// <summary>Finds all products, in the order of their rows.</summary>
internal sealed class EveryProduct : ICandidateSource
{
    public string Name => "every_product";

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        int found = Math.Min(rows.Length, context.Products.Count);
        for (int i = 0; i < found; i++) (rows[i], scores[i]) = (i, found - i);
        return found;
    }
}
