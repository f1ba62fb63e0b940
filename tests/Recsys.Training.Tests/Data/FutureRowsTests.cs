using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.Data;

public sealed class FutureRowsTests
{
    private const long Now = 1_700_000_000_000, Day = 86_400_000;

    [Fact]
    public void LeaveOut_AFewInTheFuture_KeepsThePastAndAllProducts()
    {
        var table = Table(Now - Day, Now, Now + (Day / 2), Now + (9 * Day));

        var left = FutureRows.LeaveOut(table, Now);

        Assert.Equal((1, 4, Now + (9 * Day), false), (left.Found, left.All, left.LatestMs, left.Kept));
        Assert.Equal([Now - Day, Now, Now + (Day / 2)], left.Table.TimesMs);
        Assert.Equal(["p0", "p1", "p2", "p3", "unsold"], left.Table.ItemIds.Order());
    }

    [Fact]
    public void LeaveOut_MostInTheFuture_KeepsAll()
    {
        var table = Table(Now, Now + (8 * Day), Now + (9 * Day));

        var left = FutureRows.LeaveOut(table, Now);

        Assert.Equal((2, true), (left.Found, left.Kept));
        Assert.Same(table, left.Table);
    }

    [Fact]
    public void LeaveOut_NoneInTheFuture_IsTheTableItself()
    {
        var table = Table(Now - Day, Now);

        var left = FutureRows.LeaveOut(table, Now);

        Assert.Equal(0, left.Found);
        Assert.Same(table, left.Table);
    }

    private static InteractionTable Table(params long[] times)
    {
        var builder = new InteractionTableBuilder();
        for (int i = 0; i < times.Length; i++)
            builder.Add(new Interaction
            {
                Id = $"{i}", CustomerId = $"u{i}", ProductId = $"p{i}", Type = InteractionType.Purchase,
                TimeMs = times[i],
            });
        builder.Set(new Product { Id = "unsold" });
        return builder.Build(keepItemsWithoutRows: true);
    }
}
