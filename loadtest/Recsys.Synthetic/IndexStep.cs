using System.Runtime.InteropServices;
using Recsys.Pipeline.Features;
using Recsys.VectorIndex;

namespace Recsys.Synthetic;

/// <summary>The vectors' file and their index, which FAISS trains on a sample and then takes block by block.</summary>
internal static class IndexStep
{
    private const int MostLists = 4096;
    private const int SamplesPerList = 64;
    private const int Iterations = 8;
    private const int AddedAtOnce = 1 << 18;

    public static void WriteVectors(ShopMaking shop, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        VectorBlocks.ForEach(shop, "vectors", (_, vectors) => file.Write(MemoryMarshal.AsBytes(vectors)));
    }

    public static void WriteIndex(ShopMaking shop, string vectors, string path)
    {
        const string Stage = "index";
        shop.Report(Stage, 0, "k-means");
        int products = shop.Shape.Products, dimension = shop.Shape.Dimension;
        int lists = Math.Min(MostLists, (int)(4 * Math.Sqrt(products)));
        lists = Math.Clamp(lists, 1, Math.Max(1, products / 39));
        // Every product so and so far from the one before: k-means needs no more.
        int step = Math.Max(1, (int)Math.Ceiling(products / ((double)lists * SamplesPerList)));
        int samples = (products + step - 1) / step;
        using var index = Train(shop, samples, step, new IvfOptions
        {
            Lists = lists, Iterations = Iterations, Seed = (int)(shop.Shape.Seed & int.MaxValue),
        });
        AddRest(shop, index, vectors, step, dimension);
        shop.Report(Stage, 0.95, "writing");
        index.Save(path);
        shop.Report(Stage, 1, $"{lists} lists, k-means of {samples}");
    }

    private static IvfIndex Train(ShopMaking shop, int samples, int step, IvfOptions options)
    {
        int dimension = shop.Shape.Dimension;
        var sample = GC.AllocateUninitializedArray<float>(samples * dimension);
        var ids = new long[samples];
        Parallel.For(0, samples, i =>
        {
            ids[i] = (long)i * step;
            shop.Space.Vector(i * step, sample.AsSpan(i * dimension, dimension));
        });
        return IvfIndex.Build(sample, dimension, ids, options);
    }

    private static void AddRest(ShopMaking shop, IvfIndex index, string path, int step, int dimension)
    {
        if (step == 1) return;
        using var file = File.OpenHandle(path);
        var block = GC.AllocateUninitializedArray<float>(AddedAtOnce * dimension);
        var ids = new long[AddedAtOnce];
        int count = 0;
        for (int first = 0; first < shop.Shape.Products; first += step)
        {
            int rest = Math.Min(step, shop.Shape.Products - first) - 1;
            if (count + rest > AddedAtOnce) Flush();
            RandomAccess.Read(
                file, MemoryMarshal.AsBytes(block.AsSpan(count * dimension, rest * dimension)),
                (first + 1L) * dimension * sizeof(float));
            for (int i = 0; i < rest; i++) ids[count++] = first + 1 + i;
        }
        Flush();

        void Flush()
        {
            shop.Cancellation.ThrowIfCancellationRequested();
            index.Add(block.AsSpan(0, count * dimension), ids.AsSpan(0, count));
            count = 0;
            shop.Report("index", 0.3 + (0.6 * index.Count / shop.Shape.Products), "lists");
        }
    }
}
