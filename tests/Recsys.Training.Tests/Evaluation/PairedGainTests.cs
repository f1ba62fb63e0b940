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

    [Fact]
    public void Of_TheSame_IsNothing() => Assert.Equal(default, PairedGain.Of([0.3, 0.5], [0.3, 0.5]));

    [Fact]
    public void Of_NoCases_IsNothing() => Assert.Equal(default, PairedGain.Of([], []));
}
