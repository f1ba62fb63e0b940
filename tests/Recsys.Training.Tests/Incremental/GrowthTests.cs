using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Incremental;

namespace Recsys.Training.Tests.Incremental;

public sealed class GrowthTests(GrowingShop shop) : IClassFixture<GrowingShop>
{
    public static TheoryData<RankerKind> Kinds => [.. Enum.GetValues<RankerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Copy_RankerOfAnyKind_KeepsTheRowsOfEveryId(RankerKind kind)
    {
        using var warm = WarmStart.Open(shop.Full);
        var growth = VocabularyGrowth.Of(warm, shop.Until(190), warm.Options);
        var shape = RankerDescription.Of(kind);
        using var before = RankerModule.Create(shape, warm.Workflow, 0.1, 1);
        using var after = RankerModule.Create(shape, growth.Workflow, 0.2, 2);

        ParameterGrowth.Copy(before, after, growth.RowsOf);

        int tables = 0;
        foreach (var parameter in after.Parameters)
        {
            float[] old = Parameters.Of(before, parameter.Name), young = Parameters.Of(after, parameter.Name);
            int[]? rows = growth.RowsOf(parameter.Name);
            if (rows is null)
            {
                Assert.Equal(old, young);
                continue;
            }
            tables++;
            int width = young.Length / rows.Length;
            for (int row = 0; row < rows.Length; row++)
                Assert.Equal(
                    old.AsSpan(rows[row] * width, width).ToArray(), young.AsSpan(row * width, width).ToArray());
        }
        Assert.InRange(tables, 5, 20);
    }

    [Fact]
    public void Copy_OtherWidth_NamesTheParameter()
    {
        using var from = TorchModule.Create(
            "A", "def f(self, x: Tensor) -> Tensor:\n    return x\n", [new("t", [3, 2], TorchInit.Ones)], 1);
        using var to = TorchModule.Create(
            "A", "def f(self, x: Tensor) -> Tensor:\n    return x\n", [new("t", [3, 4], TorchInit.Ones)], 1);
        var refused = Assert.Throws<InvalidDataException>(() => ParameterGrowth.Copy(from, to, _ => null));
        Assert.Contains("'t' is [3, 2] there", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NewWordsAndProducts_KeepsIdsAndAppends()
    {
        using var warm = WarmStart.Open(shop.Full);
        var table = shop.Until(190);
        var growth = VocabularyGrowth.Of(warm, table, warm.Options);

        Assert.Equal(
            warm.Workflow.Categories.Words,
            growth.Workflow.Categories.Words.Take(warm.Workflow.Categories.Words.Count));
        Assert.Equal(table.ItemCount, growth.Workflow.KnownProducts);
        Assert.Equal(table.TimesMs[^1], growth.Workflow.AsOfMs);
        for (int row = 0; row < table.ItemCount; row++)
            Assert.Equal(Array.IndexOf(warm.ItemIds, table.ItemIds[row]) + 1, growth.Products[row + 1]);
        Assert.Equal(
            table.ItemIds.Except(warm.ItemIds), growth.NewProducts.Select(row => table.ItemIds[row]));
    }

    [Fact]
    public void Neighbors_InNewNumbers_AreTheSameProducts()
    {
        using var warm = WarmStart.Open(shop.Full);
        var table = shop.Until(190);
        var growth = VocabularyGrowth.Of(warm, table, warm.Options);

        var neighbors = NeighborGrowth.Of(warm.Neighbors, growth);

        Assert.Equal((table.ItemCount, warm.Neighbors.Edges), (neighbors.Count, neighbors.Edges));
        for (int row = 0; row < table.ItemCount; row++)
        {
            int old = Array.IndexOf(warm.ItemIds, table.ItemIds[row]);
            Assert.Equal(
                Names(warm.Neighbors, old, warm.ItemIds), Names(neighbors, row, table.ItemIds));
            Assert.Equal(warm.Neighbors.WeightsOf(old).ToArray(), neighbors.WeightsOf(row).ToArray());
        }
    }

    [Fact]
    public void Centroids_NewProduct_IsTheMeanOfItsCategory()
    {
        using var warm = WarmStart.Open(shop.Full);
        var table = shop.Until(190);
        var growth = VocabularyGrowth.Of(warm, table, warm.Options);
        var content = ItemContent.Build(growth.Workflow, table.Products, [.. Enumerable.Range(0, table.ItemCount)]);
        using var module = TorchModule.Create(
            "A", "def f(self, x: Tensor) -> Tensor:\n    return x\n",
            [new("t", [table.ItemCount, 3], TorchInit.Normal)], 5);
        float[] before = Parameters.Of(module, "t");

        ProductCentroids.Fill(module, "t", first: 0, growth, content);

        float[] after = Parameters.Of(module, "t");
        int[] added = [.. growth.NewProducts];
        for (int row = 0; row < table.ItemCount; row++)
        {
            int[] like = [.. Enumerable.Range(0, table.ItemCount).Where(other => !added.Contains(other)
                && content.Category(other) == content.Category(row))];
            if (like.Length == 0) like = [.. Enumerable.Range(0, table.ItemCount).Except(added)];
            for (int i = 0; i < 3; i++)
                Assert.Equal(
                    added.Contains(row) ? like.Average(other => before[(other * 3) + i]) : before[(row * 3) + i],
                    after[(row * 3) + i], 1e-5f);
        }
    }

    private static string[] Names(ItemNeighbors table, int row, string[] ids) =>
        [.. table.RowsOf(row).ToArray().Select(neighbor => ids[neighbor])];
}
