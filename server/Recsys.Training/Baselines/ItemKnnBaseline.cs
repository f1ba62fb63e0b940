using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>
/// Item k-nearest neighbours (Sarwar et al., 2001): cosine between the binary columns of two items; every item keeps
/// its k nearest, and its score is the sum of its similarities to those of them the user has.
/// </summary>
public sealed class ItemKnnBaseline : IItemScorer
{
    /// <summary>Neighbours each item keeps, unless said otherwise.</summary>
    public const int DefaultNeighbors = 50;

    private readonly FeedbackMatrix _feedback;
    private readonly List<(int Target, float Similarity)>[] _votes;

    /// <summary>Finds the neighbours of every item.</summary>
    /// <param name="feedback">Who interacted with what.</param>
    /// <param name="neighbors">Neighbours each item keeps, at least 1.</param>
    /// <param name="cancellation">Ends the work early by an exception.</param>
    public ItemKnnBaseline(
        FeedbackMatrix feedback, int neighbors = DefaultNeighbors, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        ArgumentOutOfRangeException.ThrowIfLessThan(neighbors, 1);
        _feedback = feedback;
        _votes = new List<(int, float)>[feedback.ItemCount];
        for (int item = 0; item < _votes.Length; item++) _votes[item] = [];
        var similarities = new float[feedback.ItemCount];
        var nearest = new int[neighbors];
        for (int item = 0; item < feedback.ItemCount; item++)
        {
            cancellation.ThrowIfCancellationRequested();
            FillCosines(item, similarities);
            int found = TopItems.Select(similarities, nearest);
            foreach (int other in nearest.AsSpan(0, found))
                if (similarities[other] > 0) _votes[other].Add((item, similarities[other]));
        }
    }

    /// <inheritdoc/>
    public string Name => "item_knn";

    /// <inheritdoc/>
    public void Score(int user, Span<float> scores)
    {
        scores.Clear();
        foreach (int item in _feedback.ItemsOf(user))
            foreach (var (target, similarity) in _votes[item]) scores[target] += similarity;
    }

    private void FillCosines(int item, float[] similarities)
    {
        Array.Clear(similarities);
        foreach (int user in _feedback.UsersOf(item))
            foreach (int other in _feedback.ItemsOf(user)) similarities[other]++;
        double size = _feedback.UsersOf(item).Length;
        for (int other = 0; other < similarities.Length; other++)
            if (similarities[other] > 0)
                similarities[other] = (float)(similarities[other] / Math.Sqrt(size * _feedback.UsersOf(other).Length));
        similarities[item] = float.NegativeInfinity;
    }
}
