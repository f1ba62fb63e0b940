using Recsys.Pipeline.Catalogue;
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
        Assert.All(Enumerable.Range(0, _items.Rows), row => AssertFinite(_items, row));

    [Fact]
    public void Build_RowWithoutAProduct_IsUnknownThroughout()
    {
        var content = ItemContent.Build(Workflow, [null], [-1]);
        var items = ItemColumns.Build(Workflow, content, Statistics());

        Assert.Equal([0, 0, 0, 0], content.Categorical(0).ToArray());
        Assert.True(float.IsNaN(items.LogPrice(0)));
        AssertFinite(items, 0);
    }

    // Whatever the catalogue's order is against the model's, and over several blocks of work: as one by one.
    [Fact]
    public void Build_ManyProductsInAnyOrder_IsWhatEachIsByItself()
    {
        const int Rows = 150_000, Known = 140_000;
        var random = new Random(3);
        var workflow = Workflow with { KnownProducts = Known };
        var statistics = new ItemStatistics(Known);
        for (int i = 0; i < Known; i++)
            statistics.Apply(Purchase(random.Next(Known), Now - (random.Next(100) * Day), random.Next(9)), i % 3 == 0);
        int[] modelRows = [.. Enumerable.Range(0, Rows).Select(row => row < Known ? row : -1)];
        random.Shuffle(modelRows);
        Product[] products = [.. Enumerable.Range(0, Rows).Select(row => Products[row % 4])];

        var items = ItemColumns.Build(workflow, ItemContent.Build(workflow, products, modelRows), statistics);

        Assert.Equal(Rows, items.Rows);
        for (int row = 0; row < Rows; row += 997)
        {
            var one = items.BuildFurther(
                workflow, ItemContent.Build(workflow, [products[row]], [modelRows[row]]), statistics);
            Assert.Equal(one.Dense(0), items.Dense(row));
            Assert.Equal(one.LogPrice(0), items.LogPrice(row));
            Assert.Equal(one.Content.Categorical(0), items.Content.Categorical(row));
            Assert.Equal(one.Content.Words(0), items.Content.Words(row));
        }
    }

    private static void AssertFinite(ItemColumns items, int row) =>
        Assert.All(items.Dense(row).ToArray(), value => Assert.True(float.IsFinite(value)));

    private float Item(int row, string name) => Of(_items.Dense(row), FeatureSchema.ItemDense, name);
}
