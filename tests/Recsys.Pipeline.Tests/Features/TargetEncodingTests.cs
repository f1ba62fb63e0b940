using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class TargetEncodingTests
{
    [Fact]
    public void Fit_FewExamples_DrawsTowardsTheMeanOfAll()
    {
        var fitter = new TargetEncodingFitter(ids: 3, folds: 2, smoothing: 4);
        foreach (float label in (float[])[1, 1, 1, 0]) fitter.Add(1, fold: 0, label);
        foreach (float label in (float[])[0, 0, 0, 0]) fitter.Add(2, fold: 1, label);

        var encoding = fitter.Fit();

        // Prior 3/8; (3 + 4 × 3/8) / (4 + 4) and (0 + 4 × 3/8) / (4 + 4).
        Assert.Equal(0.375f, encoding[0]);
        Assert.Equal(0.5625f, encoding[1], 6);
        Assert.Equal(0.1875f, encoding[2], 6);
        Assert.Equal(encoding[0], encoding[77]);
    }

    [Fact]
    public void FitWithout_Fold_DoesNotSeeThatFoldsLabels()
    {
        var one = new TargetEncodingFitter(ids: 2, folds: 2, smoothing: 1);
        var other = new TargetEncodingFitter(ids: 2, folds: 2, smoothing: 1);
        one.Add(1, fold: 0, 1);
        other.Add(1, fold: 0, 0);
        one.Add(1, fold: 1, 1);
        other.Add(1, fold: 1, 1);

        Assert.Equal(one.FitWithout(0)[1], other.FitWithout(0)[1]);
        Assert.NotEqual(one.FitWithout(1)[1], other.FitWithout(1)[1]);
    }

    [Fact]
    public void Fit_NothingSeen_IsZeroEverywhere() =>
        Assert.Equal([0f, 0f], new TargetEncodingFitter(ids: 2, folds: 2, smoothing: 1).Fit().Values.ToArray());
}
