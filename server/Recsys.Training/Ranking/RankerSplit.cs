using Recsys.Training.Examples;
using Recsys.Training.Fitting;

namespace Recsys.Training.Ranking;

/// <summary>
/// Examples by time: to learn from, to validate on (the last window), and the latest, which are the last window and
/// those whose answers reach into it. Nothing learned from overlaps in time with what is validated on.
/// </summary>
internal sealed record RankerSplit(int[] Training, int[] Validation, int[] Latest)
{
    public static RankerSplit Of(ExampleBuilder examples)
    {
        int last = examples.Windows.Count - 1;
        int border = last;
        while (border > 0 && examples.Windows[border - 1].End > examples.Windows[last].Start) border--;
        // With too little time for a tail, some users are kept back instead.
        return border > examples.FirstRankerWindow ? ByWindow(examples, border, last) : ByUser(examples);
    }

    private static RankerSplit ByWindow(ExampleBuilder examples, int border, int last) => new(
        Select(examples, (window, _) => window < border),
        Answers(examples, Select(examples, (window, _) => window == last)),
        Select(examples, (window, _) => window >= border));

    private static RankerSplit ByUser(ExampleBuilder examples)
    {
        int[] training = Select(examples, (_, user) => WorkflowFitter.FoldOf(user) != 0);
        int[] validation = Select(examples, (_, user) => WorkflowFitter.FoldOf(user) == 0);
        return training.Length > 0
            ? new RankerSplit(training, Answers(examples, validation), validation)
            : new RankerSplit(validation, [], []);
    }

    // The ranker is judged by its first head alone.
    private static int[] Answers(ExampleBuilder examples, int[] selected) =>
        examples.Heads.All is null ? selected : Array.FindAll(selected, examples.Ranker.Answers);

    private static int[] Select(ExampleBuilder examples, Func<int, int, bool> wanted)
    {
        var selected = new List<int>();
        for (int i = 0; i < examples.Ranker.Count; i++)
        {
            int state = examples.Ranker.States[i];
            if (wanted(examples.States.Windows[state], examples.States.Users[state])) selected.Add(i);
        }
        return [.. selected];
    }
}
