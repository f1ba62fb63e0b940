using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Data;

public sealed class SequenceTimesTests
{
    private const long Day = 86_400_000;

    [Fact]
    public void Of_CustomersOneAfterTheOther_AllEndTogetherAStepApart()
    {
        var table = SequenceTimes.Of(Timeless("ann a", "ann b", "ann c", "bob c", "bob a"));

        Assert.Equal(
            ["ann:a:60", "ann:b:30", "bob:c:30", "ann:c:0", "bob:a:0"], Describe(table));
    }

    [Fact]
    public void Of_CustomersMixed_TakesThePlaceInTheFile()
    {
        var table = SequenceTimes.Of(Timeless("ann a", "bob c", "ann b", "bob a"));

        Assert.Equal(["ann:a", "bob:c", "ann:b", "bob:a"], Describe(table).Select(row => row[..5]));
        Assert.Equal(4, table.TimesMs.Distinct().Count());
        Assert.True(table.TimesMs[^1] - table.TimesMs[0] < 365 * Day);
    }

    [Fact]
    public void Of_TimesThere_ChangesNothing()
    {
        var timed = SyntheticShop.Build(users: 3, days: 20);

        Assert.Same(timed, SequenceTimes.Of(timed));
    }

    [Fact]
    public void Of_LongSequence_KeepsItsOrderAndItsLatestSteps()
    {
        var table = SequenceTimes.Of(Timeless(
            [.. Enumerable.Range(0, 5_000).Select(i => $"ann p{i % 50}"), "bob p1", "bob p2"]));

        long[] ann = [.. table.RowsOfUser(0).ToArray().Select(row => table.TimesMs[row])];
        Assert.Equal(5_000, ann.Distinct().Count());
        Assert.Equal(300 * 30 * Day, ann[^1] - ann[^301]);
        Assert.InRange(ann[^1] - ann[0], 39 * 365 * Day, 40 * 365 * Day);
        Assert.True(ann[0] > 0);
    }

    [Fact]
    public void Of_CustomersOneAfterTheOther_MakesTheLastStepTheWindowThatIsLearnedFrom()
    {
        var table = SequenceTimes.Of(Timeless(
            "ann a", "ann b", "ann c", "bob c", "bob a", "eve b", "eve c", "eve a", "eve d"));

        var window = WindowPlan.Of(table, new TrainingOptions())[^1];

        Assert.Equal(
            ["ann:c", "bob:a", "eve:d"],
            Describe(table)[window.Start..window.End].Select(row => row[..5]));
    }

    private static string[] Describe(InteractionTable table) => [.. Enumerable.Range(0, table.Count).Select(row =>
        $"{table.UserIds[table.Users[row]]}:{table.ItemIds[table.Items[row]]}:"
        + $"{(table.TimesMs[^1] - table.TimesMs[row]) / Day}")];

    private static InteractionTable Timeless(params string[] rows)
    {
        var builder = new InteractionTableBuilder();
        foreach (string row in rows)
        {
            string[] pair = row.Split(' ');
            builder.Add(new Interaction
            {
                Id = row, CustomerId = pair[0], ProductId = pair[1], Type = InteractionType.Purchase, TimeMs = 0,
            });
        }
        return builder.Build();
    }
}
