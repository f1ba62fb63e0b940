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
    private readonly float[] _unit = new float[mix.Signals.Names.Count];

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
        var column = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++) column[i] = LogOdds.Of(scores[i]);
        Spread(column, values, 0);
        for (int signal = 0; signal < _unit.Length; signal++)
        {
            _unit[signal] = 1;
            mix.Signals.Sum(context, rows, retrievalScores, _unit, column);
            _unit[signal] = 0;
            Spread(column, values, 1 + signal);
        }
        var labels = new bool[rows.Length];
        for (int i = 0; i < rows.Length; i++) labels[i] = Case!.Relevant.Contains(rows[i]);
        Lists.Add(new MixList(values, labels, Case!.Relevant.Count));
    }

    private void Spread(float[] column, float[] values, int at)
    {
        for (int i = 0; i < column.Length; i++) values[(i * Columns) + at] = column[i];
    }
}
