using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Snapshots.Tests.Mixing;

/// <summary>A source that says given things of given candidates; null for one that only lists.</summary>
internal sealed class FakeSource(string name, float[]? said, bool applies = true) : ICandidateSource
{
    public string Name => name;

    /// <summary>How often it was asked what it thinks.</summary>
    public int Asked { get; private set; }

    public bool AppliesTo(RecommendationContext context) => applies;

    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores) => 0;

    public bool TryScore(RecommendationContext context, ReadOnlySpan<int> rows, Span<float> scores)
    {
        Asked++;
        if (said is null) return false;
        said.AsSpan(0, rows.Length).CopyTo(scores);
        return true;
    }
}
