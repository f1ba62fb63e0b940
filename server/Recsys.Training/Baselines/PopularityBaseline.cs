using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>The same list for everybody: items by how many different users interacted with them.</summary>
public sealed class PopularityBaseline : IItemScorer
{
    private readonly float[] _userCounts;

    /// <summary>Counts the users of every item.</summary>
    public PopularityBaseline(FeedbackMatrix feedback)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        _userCounts = new float[feedback.ItemCount];
        for (int item = 0; item < _userCounts.Length; item++) _userCounts[item] = feedback.UsersOf(item).Length;
    }

    /// <inheritdoc/>
    public string Name => "popularity";

    /// <inheritdoc/>
    public void Score(int user, Span<float> scores) => _userCounts.CopyTo(scores);
}
