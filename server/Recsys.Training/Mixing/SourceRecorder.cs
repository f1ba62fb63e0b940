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
    private readonly List<SourceLists> _lists = [];
    private readonly bool[] _asked = new bool[sources.Count];

    public string Name => "source_recorder";

    /// <summary>Whose request comes next.</summary>
    public EvaluationCase? Case { get; set; }

    /// <summary>Whether a source had anything to go on, at any request.</summary>
    public bool Answered(WeightedSource source) => _asked[At(source)];

    /// <summary>What some of the sources listed, in their order.</summary>
    public IEnumerable<SourceLists> ListsOf(IReadOnlyList<WeightedSource> some)
    {
        int[] places = [.. some.Select(At)];
        return _lists.Select(list => list with { Places = [.. places.Select(at => list.Places[at])] });
    }

    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores,
        Span<float> scores)
    {
        _numbers.Clear();
        var places = new int[sources.Count][];
        for (int s = 0; s < sources.Count; s++) places[s] = List(context, s);
        var wanted = new bool[_numbers.Count];
        foreach (var (row, number) in _numbers) wanted[number] = Case!.Relevant.Contains(row);
        _lists.Add(new SourceLists(places, wanted, 1.0 / Case!.Relevant.Count));
        retrievalScores.CopyTo(scores);
    }

    private int[] List(RecommendationContext context, int source)
    {
        var asked = sources[source];
        if (asked.Fallback || !asked.Source.AppliesTo(context)) return [];
        _asked[source] = true;
        var numbers = new int[asked.Source.Retrieve(context, _rows, _scores)];
        for (int place = 0; place < numbers.Length; place++)
        {
            if (!_numbers.TryGetValue(_rows[place], out numbers[place]))
                _numbers.Add(_rows[place], numbers[place] = _numbers.Count);
        }
        return numbers;
    }

    private int At(WeightedSource source) => sources.Index().First(one => one.Item.Source == source.Source).Index;
}
