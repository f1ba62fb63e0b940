using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class CustomerBootstrapTests
{
    [Fact]
    public void Mean_ManySamplesOfAKnownDistribution_HoldsTheTrueMeanAsOftenAsItSays()
    {
        const int Samples = 400, Customers = 200;
        var random = new Random(17);
        int held = 0;
        for (int sample = 0; sample < Samples; sample++)
        {
            // Skewed as recall is: mean 1, most values small.
            var values = new float[Customers];
            for (int i = 0; i < Customers; i++) values[i] = (float)-Math.Log(1 - random.NextDouble());
            var interval = CustomerBootstrap.Of([values], 500, seed: sample).Mean(0);
            if (interval.Low <= 1 && 1 <= interval.High) held++;
        }

        Assert.InRange(held / (double)Samples, 0.91, 0.975);
    }

    [Fact]
    public void Mean_NormalValues_IsAsWideAsTheoryHasIt()
    {
        var random = new Random(3);
        var values = new float[1_000];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
        double mean = values.Average(value => (double)value);
        double error = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) / values.Length);

        var interval = CustomerBootstrap.Of([values], 4_000, seed: 1).Mean(0);

        Assert.InRange((interval.High - interval.Low) / (2 * 1.96 * error), 0.94, 1.06);
        Assert.InRange(((interval.High + interval.Low) / 2 - mean) / error, -0.1, 0.1);
    }

    [Fact]
    public void Difference_OfPairedSeries_IsFarNarrowerThanTheirOwnIntervals()
    {
        var random = new Random(5);
        var one = new float[500];
        var other = new float[500];
        for (int i = 0; i < one.Length; i++)
        {
            other[i] = random.NextSingle();
            one[i] = other[i] + 0.01f + 0.001f * random.NextSingle();
        }

        var bootstrap = CustomerBootstrap.Of([one, other], 500, seed: 2);

        Assert.InRange(bootstrap.Difference(0, 1).Low, 0.01, bootstrap.Difference(0, 1).High);
        Assert.InRange(bootstrap.Difference(0, 1).High, 0.0104, 0.011);
        Assert.True(bootstrap.Mean(0).High - bootstrap.Mean(0).Low > 0.03);
        var relative = bootstrap.Relative(0, 1)!;
        Assert.InRange(relative.Low, 0.018, relative.High);
        Assert.InRange(relative.High, 0.02, 0.025);
    }

    [Fact]
    public void Of_SameSeed_GivesTheSame()
    {
        float[] values = [1, 2, 3, 4, 10];

        Assert.Equal(CustomerBootstrap.Of([values], 200, 7).Mean(0), CustomerBootstrap.Of([values], 200, 7).Mean(0));
        Assert.NotEqual(CustomerBootstrap.Of([values], 200, 7).Mean(0), CustomerBootstrap.Of([values], 200, 8).Mean(0));
    }

    [Fact]
    public void Relative_OtherMayBeZero_IsUnknown()
    {
        var bootstrap = CustomerBootstrap.Of([[1, 1, 1], [0, 0, 1]], 200, 1);

        Assert.Null(bootstrap.Relative(0, 1));
        Assert.NotNull(bootstrap.Relative(1, 0));
    }

    [Fact]
    public void Of_OneCustomer_HasNoWidth()
    {
        Assert.Equal(new Interval(0.25, 0.25), CustomerBootstrap.Of([[0.25f]], 200, 1).Mean(0));
    }

    [Fact]
    public void Of_SeriesOfDifferentCustomers_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => CustomerBootstrap.Of([[1, 2], [1]], 200, 1));
        Assert.Throws<ArgumentException>(() => CustomerBootstrap.Of([[]], 200, 1));
    }
}
