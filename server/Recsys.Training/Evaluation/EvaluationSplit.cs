using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// What is asked of a recommender: customers with training history, and their test products that training has seen.
/// Without repeat purchases, a customer's training products are left out of both ranking and truth.
/// </summary>
public sealed class EvaluationSplit
{
    private EvaluationSplit(EvaluationSplit from, IReadOnlyList<EvaluationCase> cases)
        : this(from.Train, from.Feedback, from.RepeatPurchases, from.LeftOut, cases)
    {
    }

    private EvaluationSplit(
        InteractionTable train, FeedbackMatrix feedback, bool repeats, LeftOutReport leftOut,
        IReadOnlyList<EvaluationCase> cases)
    {
        Train = train;
        Feedback = feedback;
        RepeatPurchases = repeats;
        LeftOut = leftOut;
        Cases = cases;
    }

    /// <summary>The interactions to learn from.</summary>
    public InteractionTable Train { get; }

    /// <summary>The same as a binary matrix.</summary>
    public FeedbackMatrix Feedback { get; }

    /// <summary>Whether products of the customer's training history may be recommended and count as found.</summary>
    public bool RepeatPurchases { get; }

    /// <summary>What of the test is no task.</summary>
    public LeftOutReport LeftOut { get; }

    /// <summary>The customers, in order of the training table.</summary>
    public IReadOnlyList<EvaluationCase> Cases { get; }

    /// <summary>Makes the cases of a split.</summary>
    /// <param name="train">The interactions to learn from.</param>
    /// <param name="test">The interactions to predict; ids connect the two tables.</param>
    /// <param name="repeatPurchases">Whether a customer's training products stay in ranking and truth.</param>
    public static EvaluationSplit Of(InteractionTable train, InteractionTable test, bool repeatPurchases) =>
        Of(new EvaluationSet(train, test), repeatPurchases);

    /// <summary>Makes the cases of a split.</summary>
    /// <param name="set">What is learned from and what is predicted.</param>
    /// <param name="repeatPurchases">Whether a customer's training products stay in ranking and truth.</param>
    public static EvaluationSplit Of(EvaluationSet set, bool repeatPurchases)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (train, test) = (set.Train, set.Test);
        var feedback = FeedbackMatrix.Of(train);
        var users = Array.ConvertAll(test.UserIds, id =>
            train.TryGetUser(id, out int user) && !feedback.ItemsOf(user).IsEmpty ? user : -1);
        var items = Array.ConvertAll(test.ItemIds, id =>
            train.TryGetItem(id, out int item) && !feedback.UsersOf(item).IsEmpty ? item : -1);
        var relevant = new HashSet<int>?[train.UserCount];
        var times = new long[train.UserCount];
        int strangers = 0, unmet = 0, known = 0;
        long end = set.RequestsAt ?? (train.Count > 0 ? train.TimesMs[^1] + 1 : 0);
        for (int row = 0; row < test.Count; row++)
        {
            int user = users[test.Users[row]], item = items[test.Items[row]];
            if (user < 0) strangers++;
            else if (item < 0) unmet++;
            else if (!repeatPurchases && feedback.Contains(user, item)) known++;
            else if ((relevant[user] ??= []).Add(item) && times[user] == 0)
                times[user] = set.RequestsAtTest ? test.TimesMs[row] : end;
        }
        var cases = new List<EvaluationCase>();
        for (int user = 0; user < relevant.Length; user++)
            if (relevant[user] is { } found) cases.Add(new EvaluationCase(user, found, times[user]));
        var leftOut = new LeftOutReport(
            test.Count, users.Count(user => user < 0), items.Count(item => item < 0), strangers, unmet, known);
        return new EvaluationSplit(train, feedback, repeatPurchases, leftOut, cases);
    }

    /// <summary>The same split with at most so many customers, drawn by a seed.</summary>
    internal EvaluationSplit Limit(int customers, int seed)
    {
        if (Cases.Count <= customers) return this;
        var drawn = Cases.ToArray();
        new Random(seed).Shuffle(drawn);
        return new EvaluationSplit(this, [.. drawn.Take(customers).OrderBy(one => one.User)]);
    }
}
