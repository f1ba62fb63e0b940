using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Ordering;

namespace Recsys.Pipeline.Tests.Ordering;

public class GumbelNoiseTests
{
    [Fact]
    public void At_SameSeedAndId_IsTheSameInEveryVersion()
    {
        // Golden values: a change here changes every sampled page that was ever logged with its seed.
        ulong hash = IdHash.Of("85123A");

        Assert.Equal(4453980055417613758UL, hash);
        Assert.Equal(-0.09677791021588003, GumbelNoise.At(7, hash), 12);
    }

    [Fact]
    public void At_ManyIds_HasMeanAndVarianceOfTheGumbelDistribution()
    {
        const int count = 200_000;
        double sum = 0, squares = 0;
        for (int i = 0; i < count; i++)
        {
            double noise = GumbelNoise.At(42, IdHash.Of($"p{i}"));
            sum += noise;
            squares += noise * noise;
        }
        double mean = sum / count;

        // Mean is Euler's constant, variance π²/6; the bounds are over five standard errors.
        Assert.Equal(0.5772, mean, 0.015);
        Assert.Equal(Math.PI * Math.PI / 6, squares / count - mean * mean, 0.04);
    }

    [Fact]
    public void At_NeighbouringSeeds_AreNotCorrelated()
    {
        const int count = 50_000;
        ulong hash = IdHash.Of("p1");
        double products = 0;
        for (ulong seed = 0; seed < count; seed++)
            products += (GumbelNoise.At(seed, hash) - 0.5772) * (GumbelNoise.At(seed + 1, hash) - 0.5772);

        Assert.Equal(0, products / count, 0.05);
    }
}
