using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Storage;

namespace Recsys.Server.Planning;

/// <summary>
/// How much memory a server takes once it is ready and has been called: the sizes of what it holds, from the shape of
/// the shop alone. Each formula is that of the structure it names; what it cannot know, such as the room that the
/// runtime leaves between collections, is in the last part, as measured.
/// </summary>
public sealed record MemoryPlan
{
    // The runtime, its code, libtorch and FAISS, pools, connections: what was measured of servers of 4,000 and 50,000
    // products beside the parts above.
    private const long RuntimeBytes = 420L << 20;

    private MemoryPlan(PlannedShape shape, IReadOnlyList<PlannedPart> parts) => (Shape, Parts) = (shape, parts);

    /// <summary>What it is made for.</summary>
    public PlannedShape Shape { get; }

    /// <summary>What takes memory.</summary>
    public IReadOnlyList<PlannedPart> Parts { get; }

    /// <summary>All parts together, in bytes.</summary>
    public long TotalBytes => Parts.Sum(part => part.Bytes);

    /// <summary>Plans a server of a shape.</summary>
    public static MemoryPlan Of(PlannedShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return new MemoryPlan(shape, [.. Catalogue(shape), .. Model(shape), .. Store(shape), new PlannedPart(
            "runtime", "code, native libraries, pools, connections", RuntimeBytes)]);
    }

    private static IEnumerable<PlannedPart> Catalogue(PlannedShape shape)
    {
        long products = shape.Products;
        yield return new PlannedPart(
            "catalogue", "facts by row, texts as bytes, rows by id",
            ProductColumns.BytesFor(products, shape.Text));
        // A counter of eight bytes for most of what products are asked by, in records beside the rows' eight bytes.
        long active = products * shape.ActivePercent / 100;
        yield return new PlannedPart(
            "activity", "what was done with products", products * 8 + active * 72);
        yield return new PlannedPart(
            "words", "products by their words, and their weights", products * (shape.Words + 1) * sizeof(int));
    }

    private static IEnumerable<PlannedPart> Model(PlannedShape shape)
    {
        long products = shape.Products;
        yield return new PlannedPart(
            "item vectors", "a float for each dimension", products * shape.Dimension * sizeof(float));
        // A code of a byte for each dimension, then row, scale and place.
        yield return new PlannedPart(
            "vector index", "codes of a byte a dimension, by list", products * (shape.Dimension + 12));
        yield return new PlannedPart(
            "ranker", "products' embeddings of two bytes a dimension", products * (shape.Ranker * 2 + 4));
        yield return new PlannedPart(
            "user tower", "products' embeddings of two bytes a dimension", products * (shape.Dimension * 2 + 4));
        long columns = ItemColumns.DenseColumns * sizeof(float) + sizeof(float)
            + ItemContent.IdColumns * sizeof(int) + TitleWords.MaxWords * sizeof(ushort);
        // Beside them by row: the model's number and back, and three shares of what is popular.
        yield return new PlannedPart(
            "item features", "dense and categorical columns, title words, popularity", products * (columns + 20));
        yield return new PlannedPart(
            "item-to-item", "neighbours and their weights",
            products * (sizeof(int) + shape.Neighbors * (sizeof(int) + sizeof(float))));
    }

    private static IEnumerable<PlannedPart> Store(PlannedShape shape)
    {
        yield return new PlannedPart(
            "store", "hash index and the log's pages in memory",
            StoragePlan.StateBytes(
                shape.MemoryMib << 20, shape.Products, shape.Customers, shape.Histories, shape.Text));
        yield return new PlannedPart(
            "ids", "ordered ids of products and customers, latest ids of interactions",
            StoragePlan.IdBytes(shape.Products + shape.Customers));
    }
}
