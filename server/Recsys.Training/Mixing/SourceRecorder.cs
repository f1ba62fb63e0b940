using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Mixing;

/// <summary>
/// Stands in for the scorer while shares are learned: asks every source for as many candidates as a request has, and
/// notes where the wanted products stand in its list. Fallbacks, and sources that had nothing to go on, are left out.
/// </summary>
/// <param name="sources">The pipeline's sources.</param>
/// <param name="candidates">Candidates of a request.</param>
internal sealed class SourceRecorder(IReadOnlyList<WeightedSource> sources, int candidates) : IScorer
{
    private readonly int[] _rows = new int[candidates];
    private readonly float[] _scores = new float[candidates];

    public string Name => "source_recorder";

    /// <summary>Whose request comes next.</summary>
    public EvaluationCase? Case { get; set; }

    /// <summary>What the sources found.</summary>
    public SourceHits Hits { get; } = new(sources.Count);

    /// <summary>Sources that were asked.</summary>
    public bool[] Asked { get; } = new bool[sources.Count];

    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
        Span<float> scores)
    {
        var places = new Dictionary<int, int[]>();
        foreach (int item in Case!.Relevant)
            places.Add(item, [.. Enumerable.Repeat(SourceHits.NotFound, sources.Count)]);
        for (int s = 0; s < sources.Count; s++)
        {
            if (sources[s].Fallback || !sources[s].Source.AppliesTo(context)) continue;
            Asked[s] = true;
            int found = sources[s].Source.Retrieve(context, _rows, _scores);
            for (int place = 0; place < found; place++)
                if (places.TryGetValue(_rows[place], out int[]? of)) of[s] = Math.Min(of[s], place);
        }
        Hits.Add(places.Values, Case.Relevant.Count);
        retrievalScores.CopyTo(scores);
    }
}
