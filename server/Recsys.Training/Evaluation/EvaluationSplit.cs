using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>
/// What is asked of a recommender: customers with training history, and their test products that training has seen.
/// Without repeat purchases, a customer's training products are left out of both ranking and truth.
/// </summary>
public sealed class EvaluationSplit
{
    private EvaluationSplit(InteractionTable train, FeedbackMatrix feedback, bool repeats, List<EvaluationCase> cases)
    {
        Train = train;
        Feedback = feedback;
        RepeatPurchases = repeats;
        Cases = cases;
    }

    /// <summary>The interactions to learn from.</summary>
    public InteractionTable Train { get; }

    /// <summary>The same as a binary matrix.</summary>
    public FeedbackMatrix Feedback { get; }

    /// <summary>Whether products of the customer's training history may be recommended and count as found.</summary>
    public bool RepeatPurchases { get; }

    /// <summary>The customers, in order of the training table.</summary>
    public IReadOnlyList<EvaluationCase> Cases { get; }

    /// <summary>Makes the cases of a split.</summary>
    /// <param name="train">The interactions to learn from.</param>
    /// <param name="test">The interactions to predict; ids connect the two tables.</param>
    /// <param name="repeatPurchases">Whether a customer's training products stay in ranking and truth.</param>
    public static EvaluationSplit Of(InteractionTable train, InteractionTable test, bool repeatPurchases)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        var feedback = FeedbackMatrix.Of(train);
        var relevant = new HashSet<int>?[train.UserCount];
        for (int row = 0; row < test.Count; row++)
        {
            if (!train.TryGetUser(test.UserIds[test.Users[row]], out int user)) continue;
            if (!train.TryGetItem(test.ItemIds[test.Items[row]], out int item)) continue;
            if (feedback.UsersOf(item).IsEmpty || feedback.ItemsOf(user).IsEmpty) continue;
            if (!repeatPurchases && feedback.Contains(user, item)) continue;
            (relevant[user] ??= []).Add(item);
        }
        var cases = new List<EvaluationCase>();
        for (int user = 0; user < relevant.Length; user++)
            if (relevant[user] is { } items) cases.Add(new EvaluationCase(user, items));
        return new EvaluationSplit(train, feedback, repeatPurchases, cases);
    }

    /// <summary>The same split with at most so many customers, drawn by a seed.</summary>
    internal EvaluationSplit Limit(int customers, int seed)
    {
        if (Cases.Count <= customers) return this;
        var drawn = Cases.ToArray();
        new Random(seed).Shuffle(drawn);
        return new EvaluationSplit(
            Train, Feedback, RepeatPurchases, [.. drawn.Take(customers).OrderBy(one => one.User)]);
    }
}
