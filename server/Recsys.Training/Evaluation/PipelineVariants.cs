using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.Mixing;

namespace Recsys.Training.Evaluation;

/// <summary>
/// The pipeline that serves, with parts taken out. All that is known of how it is put together is here: sources and
/// rankers come and go, and what is measured follows from the pipeline itself.
/// </summary>
internal static class PipelineVariants
{
    /// <summary>Weight of diversity in the variant that shows what the ordering's extras cost and give.</summary>
    public const float Diversity = 0.3f;

    /// <summary>
    /// Softmax temperatures of the variants with sampling. Scores are chances, mostly of some hundredths: what is near
    /// to their differences stirs a page, what is far above them draws it by lot.
    /// </summary>
    public static IReadOnlyList<float> Temperatures { get; } = [0.001f, 0.005f, 0.05f];

    /// <summary>The ranker alone, without what sources add to it.</summary>
    public static IScorer Ranker(PipelineDefinition home) =>
        home.Scorer is MixScorer mix ? mix.Ranker : home.Scorer;

    /// <summary>Its candidates in retrieval's own order.</summary>
    public static PipelineDefinition Retrieval(PipelineDefinition home) =>
        home with { Name = "retrieval", Scorer = RetrievalScorer.Instance };

    /// <summary>Each source alone, in its own order.</summary>
    public static IEnumerable<PipelineDefinition> Sources(PipelineDefinition home, IReadOnlyCollection<string> taken) =>
        home.Sources.Select(source => home with
        {
            // A source named like a baseline must not be taken for it.
            Name = taken.Contains(source.Source.Name) ? $"{source.Source.Name}_source" : source.Source.Name,
            Sources = [source with { Fallback = false }],
            Scorer = RetrievalScorer.Instance,
        });

    /// <summary>The whole without each of its sources, and without each of its stages.</summary>
    public static IEnumerable<PipelineDefinition> Ablations(PipelineDefinition home)
    {
        if (home.Sources.Count > 1)
            foreach (var source in home.Sources)
                yield return Without(home, source);
        if (Ranker(home) != home.Scorer) yield return home with { Name = "ranker_alone", Scorer = Ranker(home) };
    }

    // Neither its candidates nor its word.
    private static PipelineDefinition Without(PipelineDefinition home, WeightedSource source)
    {
        WeightedSource[] left = [.. home.Sources.Where(other => other != source)];
        return home with
        {
            Name = $"without_{source.Source.Name}",
            Sources = left,
            Scorer = home.Scorer is MixScorer mix ? mix.Of(left) : home.Scorer,
        };
    }
}
