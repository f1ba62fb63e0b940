using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

/// <summary>Batches of random numbers and ids, gathered as serving gathers them.</summary>
internal static class Batches
{
    /// <summary>A batch of users with as many products each; every fifth product is none of the catalogue's.</summary>
    public static RankerInputs Gather(
        RankerDescription shape, FeatureWorkflow workflow, int users, int items, int seed)
    {
        var random = new Random(seed);
        var columns = Columns(workflow);
        var inputs = new RankerInputs(shape, users, users * items);
        for (int user = 0; user < users; user++)
        {
            inputs.AddUser(
                Numbers(random, FeatureSchema.UserDense.Count),
                [random.Next(workflow.Countries.Size), random.Next(workflow.Categories.Size)],
                [.. Enumerable.Range(0, 8).Select(_ => random.Next(workflow.KnownProducts + 1))]);
            for (int item = 0; item < items; item++)
                inputs.AddItem(
                    columns, item % 5 == 4 ? -1 : random.Next(columns.Rows),
                    Numbers(random, FeatureSchema.Cross.Count));
        }
        return inputs;
    }

    /// <summary>Features of as many products as the workflow knows.</summary>
    public static ItemColumns Columns(FeatureWorkflow workflow)
    {
        string[] categories = ["mugs", "bags", "hats", "else"], brands = ["a", "b", "c", "d", ""];
        Product?[] products = [.. Enumerable.Range(0, workflow.KnownProducts).Select(i => new Product
        {
            Id = $"p{i}", Title = string.Join(' ', Enumerable.Range(0, i % 9).Select(word => $"w{i * word}")),
            Categories = [categories[i % categories.Length]], Brand = brands[i % brands.Length],
            Price = 1 + (i % 11),
        })];
        int[] rows = [.. Enumerable.Range(0, products.Length)];
        return ItemColumns.Build(
            workflow, ItemContent.Build(workflow, products, rows), new ItemStatistics(products.Length));
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (4 * random.NextSingle()) - 2)];
}
