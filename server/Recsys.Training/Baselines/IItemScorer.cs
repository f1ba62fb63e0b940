namespace Recsys.Training.Baselines;

/// <summary>A model simple enough to score the whole catalogue for one user.</summary>
public interface IItemScorer
{
    /// <summary>Name in reports, in lower snake case.</summary>
    string Name { get; }

    /// <summary>Scores every item.</summary>
    /// <param name="user">The user's number in the training table.</param>
    /// <param name="scores">Filled, one per item of the training table; higher is better.</param>
    void Score(int user, Span<float> scores);
}
