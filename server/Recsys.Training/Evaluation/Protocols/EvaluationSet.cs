using Recsys.Training.Data;

namespace Recsys.Training.Evaluation;

/// <summary>What is learned from and what is predicted.</summary>
/// <param name="Train">The interactions to learn from.</param>
/// <param name="Test">The interactions to predict; ids connect the two.</param>
public sealed record EvaluationSet(InteractionTable Train, InteractionTable Test)
{
    /// <summary>How the two came about, in a few words.</summary>
    public string Protocol { get; init; } = "two files";

    /// <summary>
    /// Whether customers are asked about at the time of their first test interaction each; else all just after the last
    /// training interaction.
    /// </summary>
    public bool RequestsAtTest { get; init; }

    /// <summary>When all customers are asked about, in milliseconds since 1970-01-01 UTC; null as said above.</summary>
    public long? RequestsAt { get; init; }

    /// <summary>
    /// Leave-last: each customer's last interaction is the test, the rest is learned from. Customers of a single
    /// interaction are learned from and not asked about.
    /// </summary>
    /// <param name="table">All interactions.</param>
    /// <param name="validation">Whether the second to last is predicted instead, and the last one left out
    /// altogether: to choose settings by, so that the last one stays unseen. Customers then need three.</param>
    /// <exception cref="TrainingException">No customer has enough interactions.</exception>
    public static EvaluationSet LeaveLast(InteractionTable table, bool validation)
    {
        ArgumentNullException.ThrowIfNull(table);
        int back = validation ? 2 : 1;
        var kept = new List<int>();
        var left = new List<int>();
        for (int user = 0; user < table.UserCount; user++)
        {
            var rows = table.RowsOfUser(user);
            if (rows.Length <= back) continue;
            left.Add(rows[^back]);
        }
        if (left.Count == 0)
            throw new TrainingException(
                $"There is nothing to leave out: no customer has more than {back} interaction{(back > 1 ? "s" : "")}.");
        for (int row = 0; row < table.Count; row++)
        {
            var rows = table.RowsOfUser(table.Users[row]);
            if (rows.Length <= back || row < rows[^back]) kept.Add(row);
        }
        left.Sort();
        return new EvaluationSet(table.Rows([.. kept]), table.Rows([.. left]))
        {
            Protocol = validation ? "leave last, validation: the second to last" : "leave last",
            RequestsAtTest = true,
        };
    }

    /// <summary>A random part of the interactions is the test; the same seed draws the same.</summary>
    /// <param name="table">All interactions.</param>
    /// <param name="share">Part that is predicted, above 0 and below 1.</param>
    /// <param name="seed">Seed of the draw.</param>
    /// <exception cref="TrainingException">One of the two parts is empty.</exception>
    public static EvaluationSet HoldOut(InteractionTable table, double share, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The part must be above 0 and below 1.");
        var random = new Random(seed);
        var kept = new List<int>();
        var left = new List<int>();
        for (int row = 0; row < table.Count; row++) (random.NextDouble() < share ? left : kept).Add(row);
        if (kept.Count == 0 || left.Count == 0)
            throw new TrainingException($"There are too few interactions to hold {share:P0} of them out.");
        return new EvaluationSet(table.Rows([.. kept]), table.Rows([.. left]))
        {
            Protocol = FormattableString.Invariant($"random {share * 100:0.#} % held out, seed {seed}"),
        };
    }
}
