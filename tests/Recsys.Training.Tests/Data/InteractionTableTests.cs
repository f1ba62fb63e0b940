using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Popularity;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Data;

public sealed class InteractionTableTests
{
    [Fact]
    public void Build_RowsOutOfOrder_SortsByTimeAndKeepsTiesInPlace()
    {
        var table = Table(("b", "2", 20), ("a", "1", 10), ("a", "3", 20), ("c", "1", 10));

        Assert.Equal([10, 10, 20, 20], table.TimesMs);
        Assert.Equal(["a", "c", "b", "a"], table.Users.Select(user => table.UserIds[user]));
        Assert.Equal(["1", "1", "2", "3"], table.Items.Select(item => table.ItemIds[item]));
    }

    [Fact]
    public void Build_AnyRows_NumbersByFirstAppearance()
    {
        var table = Table(("b", "2", 20), ("a", "1", 10));

        Assert.Equal(["a", "b"], table.UserIds);
        Assert.Equal(["1", "2"], table.ItemIds);
        Assert.True(table.TryGetUser("b", out int user));
        Assert.Equal(1, user);
        Assert.False(table.TryGetItem("b", out _));
    }

    [Fact]
    public void RowsOf_EveryUserAndItem_AreTheirRowsAscending()
    {
        var table = Table(("a", "1", 1), ("b", "1", 2), ("a", "2", 3), ("a", "1", 4));

        Assert.Equal([0, 2, 3], table.RowsOfUser(0).ToArray());
        Assert.Equal([1], table.RowsOfUser(1).ToArray());
        Assert.Equal([0, 1, 3], table.RowsOfItem(0).ToArray());
        Assert.Equal([2], table.RowsOfItem(1).ToArray());
    }

    [Fact]
    public void BeforeAndFrom_OneTime_PartTheRowsAndDropWhatIsNotSeen()
    {
        var table = Table(("a", "1", 1), ("b", "2", 2), ("c", "1", 2), ("d", "3", 3));

        var before = table.Before(2);
        var from = table.From(2);

        Assert.Equal(["a"], before.UserIds);
        Assert.Equal(["1"], before.ItemIds);
        Assert.Equal(["b", "c", "d"], from.UserIds);
        Assert.Equal(["2", "1", "3"], from.ItemIds);
        Assert.Equal(table.Count, before.Count + from.Count);
        Assert.Equal(0, table.Before(1).Count);
        Assert.Equal(0, table.From(4).Count);
    }

    [Fact]
    public void UserCountries_SeveralNamed_TakesTheLatestAndFallsBackToTheCustomer()
    {
        var builder = new InteractionTableBuilder();
        builder.Set(new Customer { Id = "a", Country = "Spain" });
        builder.Set(new Customer { Id = "b", Country = "Italy" });
        builder.Add(Row("a", "1", 2) with { Country = "France" });
        builder.Add(Row("a", "1", 1) with { Country = "Norway" });
        builder.Add(Row("b", "1", 3));

        var table = builder.Build();

        Assert.Equal(["France", "Italy"], table.UserCountries);
    }

    [Fact]
    public void Build_KeepItemsWithoutRows_PutsThemLast()
    {
        var builder = new InteractionTableBuilder();
        builder.Set(new Product { Id = "never", Title = "Never bought" });
        builder.Set(new Product { Id = "1", Title = "Bought" });
        builder.Add(Row("a", "1", 1));
        builder.Add(Row("", "1", 2) with { SessionId = "s" });

        var without = builder.Build();
        var with = builder.Build(keepItemsWithoutRows: true);

        Assert.Equal(["1"], without.ItemIds);
        Assert.Equal(["1", "never"], with.ItemIds);
        Assert.Equal("Never bought", with.Products[1].Title);
        Assert.Equal(0, with.RowsOfItem(1).Length);
    }

    [Fact]
    public void Build_RowsOfNobody_CountForItemsAndForNoUser()
    {
        var builder = new InteractionTableBuilder();
        builder.Add(Row("", "2", 1));
        builder.Add(Row("a", "1", 2));
        builder.Add(Row("", "1", 3));
        builder.Add(Row("b", "1", 4));
        var table = builder.Build();

        Assert.Equal(2, table.Count);
        Assert.Equal(["a", "b"], table.UserIds);
        Assert.Equal(["1", "2"], table.ItemIds);
        Assert.Equal([1L, 3L], table.Nobodys.TimesMs);
        Assert.Equal([1, 0], table.Nobodys.Items);
        Assert.Equal([1L], table.Before(3).Nobodys.TimesMs);
        Assert.Equal([3L], table.From(3).Nobodys.TimesMs);

        var replay = new HistoryReplay(table);
        replay.AdvanceTo(1);
        Assert.Equal((1.0, 1.0), (replay.Statistics[0].Total, replay.Statistics[1].Total));
        replay.AdvanceTo(2);
        Assert.Equal((3.0, 1.0), (replay.Statistics[0].Total, replay.Statistics[1].Total));

        var popularity = PopularityBuilder.Build(table, new PopularityOptions());
        Assert.Equal([3f, 1f], popularity.Total);
    }

    private static InteractionTable Table(params (string User, string Item, long TimeMs)[] rows)
    {
        var builder = new InteractionTableBuilder();
        foreach (var (user, item, time) in rows) builder.Add(Row(user, item, time));
        return builder.Build();
    }

    private static Interaction Row(string user, string item, long timeMs) => new()
    {
        Id = $"{user}/{item}/{timeMs}",
        CustomerId = user,
        ProductId = item,
        Type = InteractionType.Purchase,
        TimeMs = timeMs,
    };
}
