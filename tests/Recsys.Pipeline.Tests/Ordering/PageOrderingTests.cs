using FsCheck;
using FsCheck.Fluent;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Tests.Ordering;

public class PageOrderingTests
{
    private static readonly Gen<(float[] Scores, int PageSize, int Seed, float Temperature, float Diversity)> Cases =
        from scores in Properties.Score.ArrayOf()
        from pageSize in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 1_000)
        from temperature in Gen.Elements(0f, 0.1f, 1f, 100f)
        from diversity in Gen.Elements(0f, 0.5f, 1f)
        select (scores, pageSize, seed, temperature, diversity);

    [Fact]
    public void Order_Permuted_GivesTheSamePage() => Properties.Hold(Cases, value =>
    {
        var candidates = value.Scores.Select((score, row) => (row, score)).ToArray();
        int[] shuffle = Properties.Shuffled(candidates.Length, value.Seed);

        int[] page = OrderingBench.Page(candidates, value.PageSize, Shape, InThreeCategories);
        var shuffled = shuffle.Select(i => candidates[i]).ToArray();
        int[] permuted = OrderingBench.Page(shuffled, value.PageSize, Shape, InThreeCategories);

        Assert.Equal(page, permuted);

        RecommendationRequest Shape(RecommendationRequest request) => request with
        {
            Seed = (ulong)value.Seed, Temperature = value.Temperature, Diversity = value.Diversity,
            PromotionThreshold = 0.5f,
        };
    });

    [Fact]
    public void Order_AnyRequest_ChoosesDistinctCandidatesAndFillsThePage() => Properties.Hold(Cases, value =>
    {
        var candidates = value.Scores.Select((score, row) => (row, score)).ToArray();

        int[] page = OrderingBench.Page(
            candidates, value.PageSize,
            r => r with { Temperature = value.Temperature, Diversity = value.Diversity }, InThreeCategories);

        Assert.Equal(Math.Min(value.PageSize, candidates.Length), page.Length);
        Assert.Equal(page.Length, page.Distinct().Count());
    });

    [Fact]
    public void Order_NaNScores_AreLastWhateverTheRequestAsks() => Properties.Hold(Cases, value =>
    {
        var candidates = value.Scores.Select((score, row) => (row, score)).ToArray();

        int[] page = OrderingBench.Page(
            candidates, candidates.Length,
            r => r with { Temperature = value.Temperature, Diversity = value.Diversity }, InThreeCategories);

        int numbers = value.Scores.Count(score => !float.IsNaN(score));
        Assert.All(page.Take(numbers), row => Assert.False(float.IsNaN(value.Scores[row])));
    });

    [Fact]
    public void Order_TemperatureZero_IsPlainTopK() => Properties.Hold(Cases, value =>
    {
        var candidates = value.Scores.Select((score, row) => (row, score)).Where(c => !float.IsNaN(c.score)).ToArray();

        int[] page = OrderingBench.Page(candidates, value.PageSize, request => request with { Seed = 5 });

        Assert.Equal(
            candidates.OrderByDescending(c => c.score).ThenBy(c => c.row).Take(value.PageSize).Select(c => c.row),
            page);
    });

    [Fact]
    public void Order_PromotedAtThreshold_ComesFirstAndScoresOne()
    {
        int[] page = OrderingBench.Page(
            [(0, 0.95f), (1, 0.5f), (2, 0.4f), (3, 0.45f)], 4, request => request with { PromotionThreshold = 0.45f },
            product => product with { Promoted = product.Id is "p2" or "p3" });

        Assert.Equal([3, 0, 1, 2], page);
    }

    [Fact]
    public void Order_SoftmaxSampling_FollowsTheSoftmax()
    {
        // Chi-square of the first place over 20,000 seeds; with 5 degrees of freedom 99.99 % of true samples stay
        // below 25.7.
        float[] scores = [0.9f, 0.8f, 0.5f, 0.3f, 0.1f, 0.05f];
        const float temperature = 0.4f;
        const int draws = 20_000;
        int[] firsts = new int[scores.Length];
        var products = Catalogue(scores.Length);
        var candidates = scores.Select((score, row) => (row, score)).ToArray();

        for (ulong seed = 0; seed < draws; seed++)
        {
            int[] page = OrderingBench.Page(
                products, candidates, 1, r => r with { Seed = seed, Temperature = temperature });
            firsts[page[0]]++;
        }

        double total = scores.Sum(score => Math.Exp(score / temperature));
        double chiSquare = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            double expected = draws * Math.Exp(scores[i] / temperature) / total;
            chiSquare += (firsts[i] - expected) * (firsts[i] - expected) / expected;
        }
        Assert.True(chiSquare < 26, $"χ² = {chiSquare}");
    }

    [Fact]
    public void Order_SoftmaxSampling_DrawsTheSecondPlaceFromTheRest()
    {
        // Given that 0 is first, the second place is softmax over the others (Plackett-Luce); 3 degrees of freedom.
        float[] scores = [1f, 0.7f, 0.4f, 0f, 0.2f];
        const float temperature = 0.5f;
        int[] seconds = new int[scores.Length];
        var products = Catalogue(scores.Length);
        var candidates = scores.Select((score, row) => (row, score)).ToArray();

        for (ulong seed = 0; seed < 30_000; seed++)
        {
            int[] page = OrderingBench.Page(
                products, candidates, 2, r => r with { Seed = seed, Temperature = temperature });
            if (page[0] == 0) seconds[page[1]]++;
        }

        double total = scores.Skip(1).Sum(score => Math.Exp(score / temperature));
        double chiSquare = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            double expected = seconds.Sum() * Math.Exp(scores[i] / temperature) / total;
            chiSquare += (seconds[i] - expected) * (seconds[i] - expected) / expected;
        }
        Assert.True(chiSquare < 22, $"χ² = {chiSquare}");
    }

    [Fact]
    public void Order_SameSeed_SamePage_AnotherSeed_AnotherPage()
    {
        var candidates = Enumerable.Range(0, 200).Select(row => (row, row / 200f)).ToArray();
        int[] Page(ulong seed) => OrderingBench.Page(candidates, 20, r => r with { Seed = seed, Temperature = 0.5f });

        Assert.Equal(Page(1), Page(1));
        Assert.NotEqual(Page(1), Page(2));
    }

    [Fact]
    public void Order_CandidateLeftOut_LeavesTheNoiseOfTheOthers()
    {
        var candidates = Enumerable.Range(0, 50).Select(row => (row, 0.5f)).ToArray();
        int[] Page(IEnumerable<(int, float)> some) =>
            OrderingBench.Page([.. some], 50, r => r with { Seed = 3, Temperature = 1 });

        Assert.Equal(Page(candidates).Where(row => row != 20), Page(candidates.Where(c => c.row != 20)));
    }

    [Fact]
    public void Order_Diversity_SpreadsCategories()
    {
        (int, float)[] candidates = [(0, 0.9f), (3, 0.88f), (6, 0.86f), (1, 0.8f), (2, 0.7f)];

        int[] plain = OrderingBench.Page(candidates, 3, request => request, InThreeCategories);
        int[] diverse = OrderingBench.Page(candidates, 3, r => r with { Diversity = 0.6f }, InThreeCategories);

        Assert.Equal([0, 3, 6], plain);
        Assert.Equal([0, 1, 2], diverse);
    }

    [Fact]
    public void Order_Diversity_PrefersDifferentEmbeddingsToDifferentCategories()
    {
        float[][] embeddings = [[1, 0], [0.99f, 0.1f], [0, 1]];

        int[] page = OrderingBench.Page(
            [(0, 0.9f), (1, 0.85f), (2, 0.5f)], 2, r => r with { Diversity = 0.7f },
            product => product with { ContentEmbedding = embeddings[(int)product.Price], Categories = ["same"] });

        Assert.Equal([0, 2], page);
    }

    [Fact]
    public void Order_DiversityWithOneScoreAndNaN_NaNIsStillLast()
    {
        (int, float)[] candidates = [(0, 0.5f), (3, 0.5f), (1, float.NaN)];

        int[] page = OrderingBench.Page(candidates, 3, r => r with { Diversity = 0.9f }, InThreeCategories);

        Assert.Equal([0, 3, 1], page);
    }

    private static Product InThreeCategories(Product product) =>
        product with { Categories = [$"category {(int)product.Price % 3}"], Promoted = (int)product.Price % 5 == 0 };

    private static ProductColumns Catalogue(int count)
    {
        var products = new ProductColumns();
        for (int row = 0; row < count; row++) products.Upsert(new Product { Id = $"p{row}" });
        return products;
    }
}
