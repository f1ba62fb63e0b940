using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Mixing;

/// <summary>
/// Stands in for the scorer while shares are learned: asks every source for as many candidates as a request has, and
/// notes what it lists. Fallbacks, and sources that had nothing to go on, are left out.
/// </summary>
/// <param name="sources">The pipeline's sources.</param>
/// <param name="candidates">Candidates of a request.</param>
internal sealed class SourceRecorder(IReadOnlyList<WeightedSource> sources, int candidates) : IScorer
{
    private readonly int[] _rows = new int[candidates];
    private readonly float[] _scores = new float[candidates];
    private readonly Dictionary<int, int> _numbers = [];

    public string Name => "source_recorder";

    /// <summary>Whose request comes next.</summary>
    public EvaluationCase? Case { get; set; }

    /// <summary>What the sources listed.</summary>
    public List<SourceLists> Lists { get; } = [];

    /// <summary>Sources that were asked.</summary>
    public bool[] Asked { get; } = new bool[sources.Count];

    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
        Span<float> scores)
    {
        _numbers.Clear();
        var places = new int[sources.Count][];
        for (int s = 0; s < sources.Count; s++) places[s] = List(context, s);
        var wanted = new bool[_numbers.Count];
        foreach (var (row, number) in _numbers) wanted[number] = Case!.Relevant.Contains(row);
        Lists.Add(new SourceLists(places, wanted, 1.0 / Case!.Relevant.Count));
        retrievalScores.CopyTo(scores);
    }

    private int[] List(RecommendationContext context, int source)
    {
        var asked = sources[source];
        if (asked.Fallback || !asked.Source.AppliesTo(context)) return [];
        Asked[source] = true;
        var numbers = new int[asked.Source.Retrieve(context, _rows, _scores)];
        for (int place = 0; place < numbers.Length; place++)
        {
            if (!_numbers.TryGetValue(_rows[place], out numbers[place]))
                _numbers.Add(_rows[place], numbers[place] = _numbers.Count);
        }
        return numbers;
    }
}
