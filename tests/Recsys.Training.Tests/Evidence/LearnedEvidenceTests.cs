using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Als;
using Recsys.Training.Data;
using Recsys.Training.Evidence;
using Recsys.Training.Mixing;
using Recsys.Training.Neighbors;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Evidence;

public sealed class LearnedEvidenceTests
{
    private const int LastDays = 15;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Learn_DwellTellsWhatIsLiked_WeighsByItAndFindsMoreLater(int seed)
    {
        var table = Signals.Viewed(dwellTells: true, seed);
        int start = table.FirstRowAt(table.TimesMs[^1] - (LastDays * SyntheticShop.Day));
        var past = table.Past(start);

        var plan = Learn(past, SyntheticShop.Options);

        Assert.True(plan.Evidence.Signals.Dwell > 0);
        Assert.True(plan.Evidence.InItemKnn);
        var without = plan with { Evidence = LearnedEvidence.None };
        foreach (string source in (string[])[ItemToItemSource.Ease, ItemToItemSource.ItemKnn])
        {
            double weighed = Measure(table, start, plan, source), plain = Measure(table, start, without, source);
            Assert.True(weighed > 1.05 * plain, $"{source}: {weighed:F4} is not 5 % above {plain:F4}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Learn_DwellIsNoise_LeavesAllAlike(int seed)
    {
        var plan = Learn(Signals.Viewed(dwellTells: false, seed), SyntheticShop.Options);

        Assert.Equal(LearnedEvidence.None, plan.Evidence);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public void LearnAls_AsksWhetherWeighedPairsHelpThere(bool dwellTells, bool weighed)
    {
        var evidence = new LearnedEvidence(new SignalExponents(Dwell: weighed ? 1 : 0), false, false, false);

        var plan = AlsPlanner.Learn(
            Signals.Viewed(dwellTells, seed: 1), SyntheticShop.Options, evidence, new Dictionary<string, double>(),
            _ => { }, default);

        Assert.True(plan.Worthwhile);
        Assert.Equal(dwellTells && weighed, plan.Weighed);
    }

    [Fact]
    public void LearnAls_DwellIsNoise_LeavesAllAlike()
    {
        var evidence = new LearnedEvidence(new SignalExponents(Dwell: 1), false, false, false);

        Assert.False(AlsPlanner.Learn(
            Signals.Viewed(dwellTells: false, seed: 2), SyntheticShop.Options, evidence,
            new Dictionary<string, double>(), _ => { }, default).Weighed);
    }

    [Fact]
    public void Learn_StrengthOfZero_LeavesAllAlike()
    {
        var plan = Learn(
            Signals.Viewed(dwellTells: true, seed: 1), SyntheticShop.Options with { SignalStrength = 0 });

        Assert.Equal(LearnedEvidence.None, plan.Evidence);
    }

    private static ItemToItemPlan Learn(InteractionTable table, TrainingOptions options) =>
        ItemToItemPlanner.Learn(table, options, new Dictionary<string, double>(), default);

    // On what came after all that was learned from.
    private static double Measure(InteractionTable table, int start, ItemToItemPlan plan, string source)
    {
        var validation = new ItemToItemValidation(
            table, new ReplayWindow(start, table.Count, table.TimesMs[start]), _ => true, new float[table.ItemCount],
            default);
        var models = ItemToItemFitter.Fit(
            table.Past(start), table.ItemCount, plan, SyntheticShop.Options, AskedSources.Of(SyntheticShop.Options),
            default);
        ItemNeighbors fitted = source == ItemToItemSource.Ease ? models.Ease : models.ItemKnn!;
        // Shares say what sells now, which is nothing here.
        return validation.Measure(fitted, plan.Settings.Of(source) with { SharePower = 0 });
    }
}
