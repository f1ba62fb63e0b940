using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Tests.Requests;

public class ZipfSamplerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(3)]
    public void At_ManyRequests_FollowsTheZipfLaw(double exponent)
    {
        const int places = 50, draws = 100_000;
        var sampler = new ZipfSampler(places, exponent, seed: 7);

        int[] counts = new int[places];
        for (int i = 0; i < draws; i++) counts[sampler.At(i)]++;
        Array.Sort(counts, (a, b) => b.CompareTo(a));

        double total = Enumerable.Range(1, places).Sum(rank => Math.Pow(rank, -exponent));
        for (int rank = 1; rank <= 5; rank++)
        {
            double expected = draws * Math.Pow(rank, -exponent) / total;
            // Sorting by count favours the top of a flat law; five standard deviations leave room for it.
            Assert.Equal(expected, counts[rank - 1], 5 * Math.Sqrt(expected));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(5_142_585)]
    public void At_AnyCount_StaysWithinTheList(int count)
    {
        foreach (double exponent in new[] { 0, 0.99, 2 })
        {
            var sampler = new ZipfSampler(count, exponent, 3);
            for (int i = 0; i < 20_000; i++) Assert.InRange(sampler.At(i), 0, count - 1);
        }
    }

    [Fact]
    public void At_FlatLaw_ReachesEveryPlace()
    {
        var sampler = new ZipfSampler(30, 0, 11);

        Assert.Equal(30, Enumerable.Range(0, 2_000).Select(i => sampler.At(i)).Distinct().Count());
    }

    [Fact]
    public void At_SameSeed_IsTheSame_AnotherSeed_IsNot()
    {
        int[] Draw(ulong seed)
        {
            var sampler = new ZipfSampler(50, 1, seed);
            return [.. Enumerable.Range(0, 100).Select(i => sampler.At(i))];
        }

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }
}
