using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Replay;

public sealed class KnownPastTests
{
    [Fact]
    public void Of_RowsWithTimes_KnowsWhatWasBeforeTheWindow()
    {
        var table = Table(count: 40, row => row);

        var past = KnownPast.Of(table, new ReplayWindow(30, 40, 30), user => user == 0);

        Assert.Equal(30, past.Count);
        Assert.Equal(table.ItemIds, past.ItemIds);
    }

    [Fact]
    public void Of_RowsWithoutTimes_KnowsAllButTheAnswersOfThoseAskedAbout()
    {
        var table = Table(count: 40, _ => 0);
        var window = new ReplayWindow(30, 40, 0);

        var past = KnownPast.Of(table, window, user => user < 2);

        Assert.Equal(Pairs(table, row => row < 30 || table.Users[row] >= 2), Pairs(past, _ => true));
        Assert.Equal(table.ItemIds, past.ItemIds);
        Assert.Equal(table.UserIds, past.UserIds);
    }

    [Theory]
    [InlineData(1_000, 1_000)]
    [InlineData(10_000, 4_000)]
    public void Asked_ManyCustomersWithoutTimes_IsTwoFifthsOfThem(int customers, int expected)
    {
        var asked = KnownPast.Asked(Table(customers, _ => 0, customers));

        Assert.InRange(
            Enumerable.Range(0, customers).Count(asked), (int)(expected * 0.9), (int)(expected * 1.1));
    }

    [Fact]
    public void Asked_RowsWithTimes_IsEverybody() =>
        Assert.True(Enumerable.Range(0, 3_000).All(KnownPast.Asked(Table(3_000, row => row, 3_000))));

    private static string[] Pairs(InteractionTable table, Func<int, bool> taken) =>
    [
        .. Enumerable.Range(0, table.Count).Where(taken)
            .Select(row => $"{table.UserIds[table.Users[row]]} {table.ItemIds[table.Items[row]]}"),
    ];

    private static InteractionTable Table(int count, Func<int, long> timeMs, int users = 5)
    {
        var builder = new InteractionTableBuilder();
        for (int row = 0; row < count; row++)
            builder.Add(new Interaction
            {
                Id = $"i{row}", CustomerId = $"u{row % users}", ProductId = $"p{row % 7}",
                Type = InteractionType.Purchase, TimeMs = timeMs(row),
            });
        return builder.Build();
    }
}
