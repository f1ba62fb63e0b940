using Recsys.Training.Baselines;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Tests.Evaluation;

namespace Recsys.Training.Tests.Baselines;

public sealed class BaselineTests
{
    private static readonly InteractionTable Table = TestTables.Random(seed: 5, users: 60, items: 40, rows: 900);
    private static readonly FeedbackMatrix Feedback = FeedbackMatrix.Of(Table);

    [Fact]
    public void FeedbackMatrix_RepeatedRows_CountOnce()
    {
        var pairs = new HashSet<(int, int)>();
        for (int row = 0; row < Table.Count; row++) pairs.Add((Table.Users[row], Table.Items[row]));

        var fromUsers = Enumerable.Range(0, Feedback.UserCount)
            .SelectMany(user => Feedback.ItemsOf(user).ToArray().Select(item => (user, item)));
        var fromItems = Enumerable.Range(0, Feedback.ItemCount)
            .SelectMany(item => Feedback.UsersOf(item).ToArray().Select(user => (user, item)));

        Assert.Equal(pairs.Order(), fromUsers.Order());
        Assert.Equal(pairs.Order(), fromItems.Order());
        Assert.True(Feedback.Contains(Table.Users[0], Table.Items[0]));
    }

    [Fact]
    public void Popularity_CountsUsersNotRows()
    {
        var table = TestTables.Of(("a", "often"), ("a", "often"), ("a", "often"), ("a", "wide"), ("b", "wide"));
        var scores = new float[2];

        new PopularityBaseline(FeedbackMatrix.Of(table)).Score(0, scores);

        Assert.Equal(1, scores[table.Item("often")]);
        Assert.Equal(2, scores[table.Item("wide")]);
    }

    [Fact]
    public void ItemKnn_EqualsDirectComputation()
    {
        const int Neighbors = 7;
        var knn = new ItemKnnBaseline(Feedback, Neighbors);
        var actual = new float[Feedback.ItemCount];
        for (int user = 0; user < Feedback.UserCount; user++)
        {
            knn.Score(user, actual);
            for (int target = 0; target < Feedback.ItemCount; target++)
            {
                var nearest = Enumerable.Range(0, Feedback.ItemCount).Where(item => item != target)
                    .OrderByDescending(item => (float)Cosine(item, target)).ThenBy(item => item).Take(Neighbors);
                var mine = Feedback.ItemsOf(user).ToArray();
                double expected = nearest.Where(mine.Contains).Sum(item => Cosine(item, target));
                Assert.Equal(expected, actual[target], tolerance: 1e-4);
            }
        }
    }

    [Fact]
    public void Ease_WeightsAreThoseOfTheRidgeRegressionWithoutTheItemItself()
    {
        const double Lambda = 3;
        var weights = EaseWeights.Solve(Feedback, (float)Lambda);
        for (int target = 0; target < Feedback.ItemCount; target++)
        {
            Assert.Equal(0, weights[target * Feedback.ItemCount + target]);
            // First-order condition: XᵀX b + λ b equals the target's column of XᵀX everywhere but at the target itself.
            for (int i = 0; i < Feedback.ItemCount; i++)
            {
                if (i == target) continue;
                double left = Lambda * weights[i * Feedback.ItemCount + target];
                for (int j = 0; j < Feedback.ItemCount; j++)
                    left += Shared(i, j) * weights[j * Feedback.ItemCount + target];
                Assert.Equal(Shared(i, target), left, tolerance: 0.01);
            }
        }
    }

    [Fact]
    public void Ease_NoRegularisation_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EaseBaseline(Feedback, 0));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FullRanking_LeavesTrainingItemsOutUnlessRepeatsAreAllowed(bool repeats)
    {
        var split = EvaluationSplit.Of(Table, Table, repeats);
        var ranking = new FullRanking(new PopularityBaseline(split.Feedback), split);
        var best = new int[Feedback.ItemCount];

        int count = ranking.Rank(0, best);

        int known = Feedback.ItemsOf(0).Length;
        Assert.Equal(repeats ? Feedback.ItemCount : Feedback.ItemCount - known, count);
        Assert.Equal(repeats ? known : 0, best[..count].Count(item => Feedback.Contains(0, item)));
    }

    private static double Shared(int a, int b) =>
        Feedback.UsersOf(a).ToArray().Intersect(Feedback.UsersOf(b).ToArray()).Count();

    private static double Cosine(int a, int b) => Shared(a, b) / Math.Sqrt(Shared(a, a) * Shared(b, b));
}
