using Recsys.Training.Examples;
using Recsys.Training.Replay;

namespace Recsys.Training.Ranking;

/// <summary>
/// Examples by time: to learn from, to validate on (the last window), and the latest, which are the last window and
/// those whose answers reach into it. Nothing learned from overlaps in time with what is validated on. With too little
/// time for that, some customers are kept back instead.
/// </summary>
internal sealed class RankerSplit
{
    private readonly ExampleBuilder? _examples;
    private readonly int _border;
    private readonly bool _byUser;

    private RankerSplit(ExampleBuilder? examples, int border, bool byUser)
    {
        (_examples, _border, _byUser) = (examples, border, byUser);
        if (examples is null) return;
        int last = examples.Windows.Count - 1;
        Training = Select(examples, IsKnown);
        Validation = Answers(
            examples, Select(examples, state => !IsKnown(state) && examples.States.Windows[state] == last));
        Latest = Select(examples, state => !IsKnown(state));
        if (Training.Length > 0) return;
        // Too few customers to keep any back.
        (Training, Validation, Latest) = (Latest, [], []);
        _byUser = false;
        _border = int.MaxValue;
    }

    /// <summary>No examples at all.</summary>
    public static RankerSplit Nothing { get; } = new(null, 0, false);

    /// <summary>Examples to learn from.</summary>
    public int[] Training { get; } = [];

    /// <summary>Examples to validate on.</summary>
    public int[] Validation { get; } = [];

    /// <summary>Examples to learn from at last.</summary>
    public int[] Latest { get; } = [];

    public static RankerSplit Of(ExampleBuilder examples)
    {
        int last = examples.Windows.Count - 1;
        int border = last;
        while (border > 0 && examples.Windows[border - 1].End > examples.Windows[last].Start) border--;
        return new RankerSplit(examples, border, byUser: border <= examples.FirstRankerWindow);
    }

    /// <summary>Whether a state's answers may be learned from before validation.</summary>
    public bool IsKnown(int state) => _byUser
        ? MayLearn(_examples!.States.Users[state])
        : _examples!.States.Windows[state] < _border;

    /// <summary>Whether a customer may be validated on, at the last window.</summary>
    public bool MayValidate(int user) => !_byUser || !MayLearn(user);

    private static bool MayLearn(int user) => !KnownPast.IsKeptBack(user);

    // The ranker is judged by its first head alone.
    private static int[] Answers(ExampleBuilder examples, int[] selected) =>
        examples.Heads.All is null ? selected : Array.FindAll(selected, examples.Ranker.Answers);

    private static int[] Select(ExampleBuilder examples, Func<int, bool> wanted)
    {
        var selected = new List<int>();
        for (int i = 0; i < examples.Ranker.Count; i++)
            if (wanted(examples.Ranker.States[i])) selected.Add(i);
        return [.. selected];
    }
}
