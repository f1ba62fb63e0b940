using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Tests.TwoTower;

public sealed class ItemVectorsFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    // Several pieces of the file; the catalogue in another order, with products the model does not know and without
    // some that it knows.
    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    public void Load_AnyOrder_PutsEachVectorAtItsRow(int dimension)
    {
        const int Products = 9_000;
        var random = new Random(dimension);
        var shop = new Shop();
        int[] order = [.. Enumerable.Range(0, Products + 500)];
        random.Shuffle(order);
        foreach (int one in order) shop.Products.Upsert(new() { Id = $"p{one}" });
        var rows = shop.Model([.. Enumerable.Range(-200, Products).Select(one => $"p{one}")]);
        var values = new float[Products * dimension];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextSingle();
        File.WriteAllBytes(_path, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

        var vectors = ItemVectorsFile.Load(_path, rows, shop.Products.Count);

        Assert.Equal((shop.Products.Count, dimension), (vectors.Rows, vectors.Dimension));
        for (int row = 0; row < vectors.Rows; row++)
        {
            int model = rows.ToModel(row);
            Assert.Equal(
                model < 0 ? new float[dimension] : values.AsSpan(model * dimension, dimension), vectors[row]);
        }
        Assert.InRange(rows.ByCatalogueRow.ToArray().Count(model => model < 0), 1, Products);
    }

    // Blocks of the catalogue that follow the model's order, at an offset, beside one that does not, and newcomers.
    [Fact]
    public void Load_MostlyOneOrder_PutsEachVectorAtItsRow()
    {
        const int Dimension = 3, Extra = 70;
        int products = (3 * ItemVectors.BlockRows) - 100;
        var shop = new Shop();
        int[] order = [.. Enumerable.Range(0, products + 200)];
        int swapped = ItemVectors.BlockRows + 5;
        (order[swapped], order[swapped + 9]) = (order[swapped + 9], order[swapped]);
        foreach (int one in order) shop.Products.Upsert(new() { Id = $"p{one}" });
        // The model knows products that the catalogue never had, and not the catalogue's last.
        var rows = shop.Model([.. Enumerable.Range(-Extra, products + Extra).Select(one => $"p{one}")]);
        var values = new float[(products + Extra) * Dimension];
        for (int i = 0; i < values.Length; i++) values[i] = i;
        File.WriteAllBytes(_path, MemoryMarshal.AsBytes(values.AsSpan()));

        var vectors = ItemVectorsFile.Load(_path, rows, shop.Products.Count);

        for (int row = 0; row < vectors.Rows; row++)
        {
            int model = rows.ToModel(row);
            Assert.Equal(
                model < 0 ? new float[Dimension] : values.AsSpan(model * Dimension, Dimension), vectors[row]);
        }
        Assert.Equal(-1, rows.ToModel(products));
        Assert.Throws<InvalidOperationException>(() => { vectors.Built(0); });
        vectors.Built(swapped).Clear();
        vectors.Built(products).Clear();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    public void Load_AnotherLength_IsRefused(int bytes)
    {
        File.WriteAllBytes(_path, new byte[bytes]);
        Assert.Throws<InvalidDataException>(() => ItemVectorsFile.Load(_path, new Shop("a", "b").Model("a", "b"), 2));
    }
}
