using Recsys.Pipeline.Features;
using Recsys.Pipeline.Files;
using Recsys.VectorIndex;

namespace Recsys.Synthetic;

/// <summary>
/// The index's lists as they are served, and how many of them to look into, measured as training does; FAISS's lists
/// stay in their file, so that the vectors are in memory once.
/// </summary>
internal static class ProbeStep
{
    private const double Target = 0.99;
    private const int Queries = 64;

    public static void Write(ShopMaking shop, string vectors, string index, string listsPath, string path)
    {
        shop.Report("recall", 0);
        int products = shop.Shape.Products;
        var read = ItemVectors.Allocate(products, shop.Shape.Dimension);
        using (var file = new ColumnFile(vectors))
            for (int row = 0; row < products; row++)
                file.Read((long)row * read.Dimension * sizeof(float), read.Built(row));
        int[] rows = [.. Enumerable.Range(0, products)];
        ListIndex lists;
        using (var trained = IvfIndex.Map(index)) lists = ListIndex.Of(trained, rows, read, null);
        lists.Save(listsPath);
        float[] queries = ProbeMeasurement.QueriesLike(read, Queries, unchecked((int)shop.Shape.Seed) & int.MaxValue);
        var table = ProbeMeasurement.Measure(lists, queries, Target, null, shop.Cancellation);
        table.Save(path);
        shop.Report("recall", 1, $"{table.ProbesFor(500)} of {table.Lists} lists for {Target:P0} of 500");
    }
}
