using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>Solves for EASE's item-to-item weights; see <see cref="EaseBaseline"/>.</summary>
internal static class EaseWeights
{
    /// <returns>Row i holds what having item i adds to the score of every item.</returns>
    public static float[][] Solve(FeedbackMatrix feedback, float lambda)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        if (!(lambda > 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "λ must be above 0.");
        if (feedback.ItemCount > EaseBaseline.MaxItems)
            throw new ArgumentException($"EASE is limited to {EaseBaseline.MaxItems} items.", nameof(feedback));
        var rows = new float[feedback.ItemCount][];
        for (int item = 0; item < rows.Length; item++)
        {
            var row = rows[item] = new float[rows.Length];
            foreach (int user in feedback.UsersOf(item))
                foreach (int other in feedback.ItemsOf(user)) row[other]++;
            row[item] += lambda;
        }
        SymmetricInverse.Invert(rows);
        var diagonal = new float[rows.Length];
        for (int item = 0; item < rows.Length; item++) diagonal[item] = rows[item][item];
        for (int item = 0; item < rows.Length; item++)
        {
            for (int target = 0; target < rows.Length; target++) rows[item][target] /= -diagonal[target];
            rows[item][item] = 0;
        }
        return rows;
    }
}
