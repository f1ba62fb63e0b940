using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Replay;

public sealed class HistoryReplayTests
{
    [Fact]
    public void History_AtAnyRow_IsWhatApplyingAllRowsInOrderGives()
    {
        var table = Table();
        var replay = new HistoryReplay(table);
        var (histories, statistics) = (new Dictionary<int, UserHistory>(), new ItemStatistics(table.ItemCount));
        var loaded = new UserHistory();

        int[] moments = [0, 1, 57, 400, 401, table.Count];
        int row = 0;
        foreach (int moment in moments)
        {
            replay.AdvanceTo(moment);
            for (; row < moment; row++) Apply(table, row, histories, statistics);
            for (int user = 0; user < table.UserCount; user++)
            {
                var expected = histories.GetValueOrDefault(user) ?? new UserHistory();
                Assert.Equal(Describe(expected), Describe(replay.History(user)));
                replay.Load(user, loaded);
                Assert.Equal(Describe(expected), Describe(loaded));
            }
            for (int item = 0; item < table.ItemCount; item++)
                Assert.Equal(statistics[item], replay.Statistics[item]);
        }
        // Both kinds of customers were among them: those kept, and those played when asked for.
        Assert.InRange(table.RowsOfUser(User(table, "busy")).Length, 100, table.Count);
        Assert.InRange(table.RowsOfUser(User(table, "u1")).Length, 2, 63);
    }

    private static void Apply(
        InteractionTable table, int row, Dictionary<int, UserHistory> histories, ItemStatistics statistics)
    {
        int user = table.Users[row];
        if (!histories.TryGetValue(user, out var history)) histories.Add(user, history = new UserHistory());
        var item = HistoryReplay.Event(table, row);
        statistics.Apply(item, known: history.PurchasedRows.Contains(item.ProductRow));
        int country = table.Countries[row];
        history.Apply(item, country >= 0 ? table.CountryNames[country] : "");
    }

    private static string Describe(UserHistory history) => string.Join(
        '|', history.TotalCount, history.PurchaseCount, history.TotalSpend, history.FirstTimeMs, history.LastTimeMs,
        history.Country, string.Join(',', history.PurchasedRows.Rows.ToArray()), string.Join(',', history.Events));

    private static int User(InteractionTable table, string id) =>
        table.TryGetUser(id, out int user) ? user : throw new ArgumentException($"No {id}.");

    private static InteractionTable Table()
    {
        var random = new Random(9);
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < 900; i++)
            builder.Add(new Interaction
            {
                Id = $"{i}",
                CustomerId = i % 3 == 0 ? "busy" : $"u{random.Next(40)}",
                ProductId = $"p{random.Next(25)}",
                Type = i % 4 == 0 ? InteractionType.View : InteractionType.Purchase,
                TimeMs = 1_000_000 + (i / 2 * 60_000),
                Price = 1 + (i % 5),
                Quantity = i % 3,
                Country = i % 50 == 0 ? "France" : i % 7 == 0 ? "Spain" : "",
            });
        return builder.Build();
    }
}
