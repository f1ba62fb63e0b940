using FsCheck.Fluent;
using Recsys.Pipeline.Ordering;

namespace Recsys.Pipeline.Tests.Ordering;

public class PromotionRuleTests
{
    [Fact]
    public void Apply_AnyScore_IsOneOrTheScore()
    {
        var cases =
            from score in Properties.Score
            from threshold in Gen.Choose(0, 20)
            from promoted in Gen.Elements(false, true)
            select (score, promoted, threshold: threshold / 20f);

        Properties.Hold(cases, value =>
        {
            float after = PromotionRule.Apply(value.score, value.promoted, value.threshold);

            Assert.Equal(value.promoted && value.score >= value.threshold ? 1.0f : value.score, after);
        });
    }

    [Theory]
    [InlineData(0.6f, true, 0.6f, 1.0f)]
    [InlineData(0.59f, true, 0.6f, 0.59f)]
    [InlineData(0.9f, false, 0.6f, 0.9f)]
    [InlineData(1.5f, true, 0.6f, 1.0f)]
    public void Apply_AtTheThreshold_Promotes(float score, bool promoted, float threshold, float expected) =>
        Assert.Equal(expected, PromotionRule.Apply(score, promoted, threshold));
}
