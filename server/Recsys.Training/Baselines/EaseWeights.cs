using Recsys.Models;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Baselines;

/// <summary>Solves for EASE's item-to-item weights; see <see cref="EaseBaseline"/>.</summary>
internal static class EaseWeights
{
    /// <returns>[n, n], row-major: row i holds what having item i adds to the score of every item.</returns>
    public static float[] Solve(FeedbackMatrix feedback, float lambda)
    {
        ArgumentNullException.ThrowIfNull(feedback);
        if (!(lambda > 0)) throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "λ must be above 0.");
        int n = feedback.ItemCount;
        if (n > EaseBaseline.MaxItems)
            throw new ArgumentException($"EASE is limited to {EaseBaseline.MaxItems} items.", nameof(feedback));
        if (n == 0) return [];
        var matrix = new float[n * n];
        for (int item = 0; item < n; item++)
        {
            var row = matrix.AsSpan(item * n, n);
            foreach (int user in feedback.UsersOf(item))
                foreach (int other in feedback.ItemsOf(user)) row[other]++;
            row[item] += lambda;
        }
        DenseAlgebra.SpdInverse(matrix, n);
        var diagonal = new float[n];
        for (int item = 0; item < n; item++) diagonal[item] = matrix[item * n + item];
        for (int item = 0; item < n; item++)
        {
            var row = matrix.AsSpan(item * n, n);
            for (int target = 0; target < n; target++) row[target] /= -diagonal[target];
            row[item] = 0;
        }
        return matrix;
    }
}
