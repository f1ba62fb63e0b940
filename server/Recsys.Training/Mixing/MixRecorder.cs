using Recsys.Pipeline;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.Mixing;
using Recsys.Snapshots.Ranking;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Mixing;

/// <summary>
/// Stands in for the mix while it is learned: notes what ranker and signals say of the candidates, by the very code
/// that serves. Columns are the ranker's log odds, then the signals.
/// </summary>
/// <param name="mix">The scorer it stands in for.</param>
internal sealed class MixRecorder(MixScorer mix) : IScorer
{
    public string Name => "mix_recorder";

    /// <summary>Numbers of a candidate.</summary>
    public int Columns => 1 + mix.Signals.Names.Count;

    /// <summary>Whose request comes next.</summary>
    public EvaluationCase? Case { get; set; }

    public List<MixList> Lists { get; } = [];

    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
        Span<float> scores)
    {
        mix.Ranker.Score(context, rows, retrievalScores, scores);
        var values = new float[rows.Length * Columns];
        for (int i = 0; i < rows.Length; i++) values[i] = LogOdds.Of(scores[i]);
        mix.Signals.Fill(context, rows, retrievalScores, values.AsSpan(rows.Length));
        var labels = new bool[rows.Length];
        for (int i = 0; i < rows.Length; i++) labels[i] = Case!.Relevant.Contains(rows[i]);
        Lists.Add(new MixList(values, labels, Case!.Relevant.Count));
    }
}
