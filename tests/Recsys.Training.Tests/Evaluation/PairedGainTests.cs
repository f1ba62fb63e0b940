using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class PairedGainTests
{
    [Fact]
    public void Of_Differences_IsTheirMeanAndItsStandardError()
    {
        // Differences 1, 3, 1, 3: a deviation of 1, of four cases.
        var gain = PairedGain.Of([1, 4, 6, 10], [0, 1, 5, 7]);

        Assert.Equal((2, 0.5), (gain.Mean, gain.StandardError));
    }

    [Theory]
    [InlineData(0.4, 0.1, 2, true)]
    [InlineData(0.2, 0.1, 2, false)]
    [InlineData(0.15, 0.1, 2, false)]
    [InlineData(0.15, 0.1, 1, true)]
    [InlineData(-0.4, 0.1, 2, false)]
    [InlineData(0, 0, 2, false)]
    public void IsBeyond_MeanAndError_IsAboveSoManyErrors(double mean, double error, double errors, bool beyond) =>
        Assert.Equal(beyond, new PairedGain(mean, error).IsBeyond(errors));

    [Fact]
    public void Of_TheSame_IsNothing() => Assert.Equal(default, PairedGain.Of([0.3, 0.5], [0.3, 0.5]));

    [Fact]
    public void Of_NoCases_IsNothing() => Assert.Equal(default, PairedGain.Of([], []));
}
