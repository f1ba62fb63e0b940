using Recsys.Pipeline.Features;
using static Recsys.Pipeline.Tests.Features.SmallModel;

namespace Recsys.Pipeline.Tests.Features;

public sealed class ItemColumnsTests
{
    private readonly ItemColumns _items = Items();

    [Fact]
    public void Build_ProductOfTheModel_HasItsCounters()
    {
        Assert.Equal(MathF.Log(3), Item(0, "item_interactions"), 5);
        Assert.Equal(MathF.Log(41), Item(0, "item_age"), 5);
        Assert.Equal(MathF.Log(2), Item(0, "item_idle"), 5);
        Assert.Equal(0.5f, Item(0, "item_repeat_share"), 5);
        Assert.Equal(0.2f, Item(0, "item_category_target"));
        double decayed = Math.Pow(0.5, 40 / 20.0) + Math.Pow(0.5, 1 / 20.0);
        Assert.Equal((float)Math.Log((decayed + 0.02) / 7), Item(0, "item_share_20d"), 5);
    }

    [Fact]
    public void Build_ProductTheModelDoesNotKnow_IsKnownByItsContent()
    {
        Assert.Equal([0, 2, 0, 3], _items.Content.Categorical(3).ToArray());
        Assert.Equal(MathF.Log(9), Item(3, "item_price"), 5);
        Assert.Equal(0, Item(3, "item_interactions"));
        Assert.Equal(0, Item(3, "item_age"));
        Assert.Equal(-1, _items.Content.ModelRow(3));
    }

    [Fact]
    public void Build_AllNumbers_AreFinite() =>
        Assert.All(_items.AllDense.ToArray(), value => Assert.True(float.IsFinite(value)));

    [Fact]
    public void Build_RowWithoutAProduct_IsUnknownThroughout()
    {
        var content = ItemContent.Build(Workflow, [null], [-1]);
        var items = ItemColumns.Build(Workflow, content, Statistics());

        Assert.Equal([0, 0, 0, 0], content.Categorical(0).ToArray());
        Assert.True(float.IsNaN(items.LogPrice(0)));
        Assert.All(items.AllDense.ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    private float Item(int row, string name) => Of(_items.Dense(row), FeatureSchema.ItemDense, name);
}
