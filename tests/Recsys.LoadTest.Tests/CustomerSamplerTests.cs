namespace Recsys.LoadTest.Tests;

public class CustomerSamplerTests
{
    private static readonly string[] Customers = [.. Enumerable.Range(0, 50).Select(i => $"c{i}")];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.5)]
    public void At_ManyRequests_FollowsTheZipfLaw(double exponent)
    {
        const int draws = 100_000;
        var sampler = new CustomerSampler(Customers, exponent, seed: 7);

        int[] counts = [.. Enumerable.Range(0, draws).Select(i => sampler.At(i)).CountBy(id => id)
            .Select(pair => pair.Value).OrderDescending()];

        double total = Enumerable.Range(1, Customers.Length).Sum(rank => Math.Pow(rank, -exponent));
        Assert.Equal(Customers.Length, counts.Length);
        for (int rank = 1; rank <= 5; rank++)
        {
            double expected = draws * Math.Pow(rank, -exponent) / total;
            // Sorting by count favours the top of a flat law; five standard deviations leave room for it.
            Assert.Equal(expected, counts[rank - 1], 5 * Math.Sqrt(expected));
        }
    }

    [Fact]
    public void At_SameSeed_IsTheSame_AnotherSeed_IsNot()
    {
        string[] Draw(ulong seed)
        {
            var sampler = new CustomerSampler(Customers, 1, seed);
            return [.. Enumerable.Range(0, 100).Select(i => sampler.At(i))];
        }

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }
}
