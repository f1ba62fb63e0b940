using Recsys.Models;
using Recsys.Pipeline.Features;

namespace Recsys.Training.Incremental;

/// <summary>
/// First values of new products in tables that have no row for an unknown one: the mean of the known products of the
/// same category, or of all where there are none.
/// </summary>
internal static class ProductCentroids
{
    private const int RowsAtOnce = 1 << 12;

    /// <summary>Fills the rows of new products.</summary>
    /// <param name="module">A module whose other rows are filled.</param>
    /// <param name="parameter">Name of its table.</param>
    /// <param name="first">Row of the first product in it.</param>
    /// <param name="growth">Which products are new.</param>
    /// <param name="content">Categories by product.</param>
    public static void Fill(
        TorchModule module, string parameter, int first, VocabularyGrowth growth, ItemContent content)
    {
        int[] added = [.. growth.NewProducts];
        int products = growth.Products.Length - 1;
        if (added.Length is 0 || added.Length == products) return;
        int width = (int)module.Parameters.Single(one => one.Name == parameter).Shape[1];
        int categories = growth.Workflow.Categories.Size;
        // The last sum is that of all.
        var sums = new double[(categories + 1) * width];
        var counts = new long[categories + 1];
        var rows = new float[Math.Min(RowsAtOnce, products) * width];
        for (int from = 0; from < products; from += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, products - from);
            module.ReadParameter(parameter, (long)(first + from) * width, rows.AsSpan(0, count * width));
            for (int i = 0; i < count; i++)
            {
                if (growth.Products[from + i + 1] == 0) continue;
                Add(content.Category(from + i), rows.AsSpan(i * width, width));
                Add(categories, rows.AsSpan(i * width, width));
            }
        }
        var mean = new float[width];
        foreach (int product in added)
        {
            int category = content.Category(product);
            int of = category > 0 && counts[category] > 0 ? category : categories;
            for (int i = 0; i < width; i++) mean[i] = (float)(sums[(of * width) + i] / counts[of]);
            module.WriteParameter(parameter, (long)(first + product) * width, mean);
        }

        void Add(int category, ReadOnlySpan<float> row)
        {
            counts[category]++;
            for (int i = 0; i < row.Length; i++) sums[(category * width) + i] += row[i];
        }
    }
}
