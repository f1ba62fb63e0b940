using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.History;

namespace Recsys.Snapshots.Tests.History;

public sealed class RecentSourceTests
{
    [Fact]
    public void Retrieve_BuyAgain_MoreAndNewerFirst()
    {
        var shop = new Shop("a", "b", "c").Event("a", daysAgo: 240).Event("b", daysAgo: 0)
            .Event("c", daysAgo: 120).Event("c", daysAgo: 120).Event("c", daysAgo: 120);

        var found = shop.Scored(new RecentSource(), shop.Context(excludePurchased: false));

        Assert.Equal(["c", "b", "a"], found.Select(one => one.Id));
        Assert.Equal([1.5f, 1f, 0.25f], found.Select(one => one.Score));
    }

    [Fact]
    public void Retrieve_BoughtOnesNotWanted_BringsWhatWasOnlyLookedAt()
    {
        var shop = new Shop("a", "b").Event("a").Event("b", InteractionType.View);

        Assert.Equal(["b"], shop.Ask(new RecentSource(), shop.Context()));
    }
}
