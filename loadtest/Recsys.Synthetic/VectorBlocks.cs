namespace Recsys.Synthetic;

/// <summary>Goes through all products' vectors in blocks, each made on all processors.</summary>
internal static class VectorBlocks
{
    private const int Rows = 16_384;

    /// <summary>Takes a block.</summary>
    /// <param name="first">Number of its first product.</param>
    /// <param name="vectors">Its vectors, one after the other; good until the call returns.</param>
    public delegate void Take(int first, Span<float> vectors);

    /// <summary>Goes through them in the order of products.</summary>
    public static void ForEach(ShopMaking shop, string stage, Take take)
    {
        var space = shop.Space;
        var block = new float[Rows * space.Dimension];
        for (int first = 0; first < space.Products; first += Rows)
        {
            shop.Cancellation.ThrowIfCancellationRequested();
            if (first % (Rows * 8) == 0) shop.Report(stage, (double)first / space.Products);
            int from = first, count = Math.Min(Rows, space.Products - first);
            Parallel.For(0, count, i => space.Vector(from + i, block.AsSpan(i * space.Dimension, space.Dimension)));
            take(first, block.AsSpan(0, count * space.Dimension));
        }
        shop.Report(stage, 1);
    }
}
