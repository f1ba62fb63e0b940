namespace Recsys.Training.Evaluation;

/// <summary>Ranks the catalogue for one customer.</summary>
public interface IItemRanker
{
    /// <summary>Name in reports, in lower snake case.</summary>
    string Name { get; }

    /// <summary>Fills the best items.</summary>
    /// <param name="user">The user's number in the training table.</param>
    /// <param name="best">Filled with item numbers of the training table, best first, without repeats.</param>
    /// <returns>How many were filled.</returns>
    int Rank(int user, Span<int> best);
}
