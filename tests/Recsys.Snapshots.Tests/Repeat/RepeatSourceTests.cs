using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Repeat;

namespace Recsys.Snapshots.Tests.Repeat;

public sealed class RepeatSourceTests
{
    [Fact]
    public void Retrieve_BoughtOnesWanted_MoreOccasionsFirst()
    {
        var shop = new Shop("a", "b", "c").Event("a", daysAgo: 9).Event("b", daysAgo: 9).Event("b", daysAgo: 6)
            .Event("b", daysAgo: 3).Event("c", InteractionType.View);

        var found = shop.Scored(Source(shop), shop.Context(excludePurchased: false));

        Assert.Equal(["b", "a"], found.Select(one => one.Id));
        // One occasion has log odds 0, three have log 3.
        Assert.Equal(0.75f, found[0].Score, 1e-5f);
        Assert.Equal(0.5f, found[1].Score, 1e-5f);
    }

    [Fact]
    public void Retrieve_BoughtOnesNotWanted_IsNotAsked()
    {
        var shop = new Shop("a").Event("a");
        var source = Source(shop);

        Assert.False(source.AppliesTo(shop.Context()));
        Assert.Empty(shop.Ask(source, shop.Context()));
        Assert.False(source.TryScore(shop.Context(), [0], new float[1]));
    }

    [Fact]
    public void Retrieve_Newcomer_IsNotAsked()
    {
        var shop = new Shop("a");
        Assert.False(Source(shop).AppliesTo(shop.Context(excludePurchased: false)));
    }

    [Fact]
    public void TryScore_OwnProductsAndOthers_AgreesWithRetrieve()
    {
        var shop = new Shop("a", "b", "c").Event("a").Event("b", daysAgo: 5).Event("b", daysAgo: 2);
        var context = shop.Context(excludePurchased: false);
        var source = Source(shop);
        var scores = new float[3];

        Assert.True(source.TryScore(context, [shop.Row("c"), shop.Row("b"), shop.Row("a")], scores));

        var found = shop.Scored(source, context);
        Assert.True(float.IsNaN(scores[0]));
        Assert.Equal(found.Select(one => one.Score), scores[1..]);
    }

    [Fact]
    public void Retrieve_ProductTheModelDoesNotKnow_HasTheDefault()
    {
        var shop = new Shop("a", "new").Event("new");
        float[] weights = new float[RepeatFeatures.Personal];
        var model = new RepeatModel(false, weights, [0, 0], [-9, MathF.Log(3)]);

        var found = shop.Scored(new RepeatSource(model, shop.Model("a")), shop.Context(excludePurchased: false));

        Assert.Equal(("new", 0.75f), (found[0].Id, MathF.Round(found[0].Score, 5)));
    }

    // Log odds: the log of the occasions.
    private static RepeatSource Source(Shop shop)
    {
        float[] weights = new float[RepeatFeatures.Personal];
        weights[RepeatFeatures.Times] = 1;
        return new RepeatSource(new RepeatModel(false, weights, new float[4], new float[4]), shop.Model("a", "b", "c"));
    }
}
