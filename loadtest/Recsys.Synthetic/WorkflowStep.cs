using System.Numerics.Tensors;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Synthetic;

/// <summary>
/// Fits the feature workflow as training does, but on a sample of customers and the products they met: vocabularies
/// and normalisers need no more.
/// </summary>
internal sealed class WorkflowStep(ShopMaking shop, EventTable events)
{
    private const int SampleCustomers = 4000;
    private const int PairsPerCustomer = 10;
    private const int PriceSamples = 200_000;
    private const int PriceBucketCount = 16;
    private const int MinimumCount = 2;
    private const int MaxWords = 100_000;
    private const int Folds = 5;
    private const double TargetSmoothing = 50;

    public FeatureWorkflow Fit(ItemStatistics statistics, ItemNeighbors neighbors)
    {
        shop.Report("workflow", 0);
        var workflow = FitVocabularies(statistics);
        var histories = SampleHistories(out var local);
        var known = local.Keys.ToArray();
        var content = ItemContent.Build(workflow, known.Select(shop.Products.Product).ToArray<Product?>(), known);
        var columns = ItemColumns.BuildRaw(content, statistics, workflow.AsOfMs);

        workflow = workflow with { CategoryTarget = FitTargets(workflow, content, histories) };
        workflow = workflow with { ItemDense = FitItems(workflow, content, columns) };
        columns.Finish(workflow);
        workflow = FitUsers(workflow, columns, neighbors, histories, known);
        shop.Report("workflow", 1);
        return workflow;
    }

    private FeatureWorkflow FitVocabularies(ItemStatistics statistics)
    {
        var categories = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var brands = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var categoryCounts = new long[shop.Space.Categories];
        var brandCounts = new long[shop.Products.Brands];
        for (int product = 0; product < shop.Shape.Products; product++)
        {
            categoryCounts[shop.Space.CategoryOf(product)]++;
            brandCounts[shop.Products.BrandOf(product)]++;
        }
        // Two of the made names may be the same word; they are one brand then.
        for (int brand = 0; brand < brandCounts.Length; brand++)
            Add(brands, ProductLaw.BrandName(brand), brandCounts[brand]);
        for (int category = 0; category < categoryCounts.Length; category++)
            Add(categories, ProductLaw.CategoryName(category), categoryCounts[category]);
        var countries = HistoryLaw.Countries.ToDictionary(country => country, _ => 1L);
        int step = Math.Max(1, shop.Shape.Products / PriceSamples);
        return new FeatureWorkflow
        {
            KnownProducts = shop.Shape.Products,
            AsOfMs = statistics.LastTimeMs,
            Countries = CategoryVocabulary.Fit(countries, 1, MaxWords),
            Categories = CategoryVocabulary.Fit(categories, MinimumCount, MaxWords),
            Brands = CategoryVocabulary.Fit(brands, MinimumCount, MaxWords),
            Prices = PriceBuckets.Fit(
                Enumerable.Range(0, shop.Shape.Products / step)
                    .Select(i => ItemContent.LogOf(shop.Products.PriceOf(i * step))),
                PriceBucketCount),
            CategoryTarget = new TargetEncoding([0]),
            UserDense = Normalizer.Identity(FeatureSchema.UserDense),
            ItemDense = Normalizer.Identity(FeatureSchema.ItemDense),
            Cross = Normalizer.Identity(FeatureSchema.Cross),
        };
    }

    // Products are numbered anew, in the order in which the sample meets them.
    private List<UserHistory> SampleHistories(out OrderedDictionary<int, int> local)
    {
        int step = Math.Max(1, shop.Shape.Customers / SampleCustomers);
        var byCustomer = new Dictionary<int, UserHistory>();
        local = [];
        for (int position = 0; position < events.Count; position++)
        {
            int customer = events.Customer(position);
            if (customer % step != 0) continue;
            var what = events.At(position);
            if (!local.TryGetValue(what.ProductRow, out int row)) local.Add(what.ProductRow, row = local.Count);
            if (!byCustomer.TryGetValue(customer, out var history))
                byCustomer.Add(customer, history = new UserHistory());
            history.Apply(
                what with { ProductRow = row }, HistoryLaw.Countries[shop.Histories.CountryOf(customer)]);
        }
        return [.. byCustomer.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    private static TargetEncoding FitTargets(
        FeatureWorkflow workflow, ItemContent content, List<UserHistory> histories)
    {
        var targets = new TargetEncodingFitter(workflow.Categories.Size, Folds, TargetSmoothing);
        for (int user = 0; user < histories.Count; user++)
            foreach (var what in histories[user].Events)
                targets.Add(
                    content.Category(what.ProductRow), user % Folds,
                    what.Type == InteractionType.Purchase ? 1 : 0);
        return targets.Fit();
    }

    private static Normalizer FitItems(FeatureWorkflow workflow, ItemContent content, ItemColumns columns)
    {
        var items = new NormalizerFitter(FeatureSchema.ItemDense);
        int target = FeatureSchema.IndexOf(FeatureSchema.ItemDense, "item_category_target");
        var values = new float[FeatureSchema.ItemDense.Count];
        for (int row = 0; row < columns.Rows; row++)
        {
            columns.Dense(row).CopyTo(values);
            values[target] = workflow.CategoryTarget[content.Category(row)];
            items.Add(values);
        }
        return items.Fit();
    }

    private FeatureWorkflow FitUsers(
        FeatureWorkflow workflow, ItemColumns columns, ItemNeighbors neighbors, List<UserHistory> histories,
        int[] known)
    {
        var users = new NormalizerFitter(FeatureSchema.UserDense);
        var cross = new NormalizerFitter(FeatureSchema.Cross);
        var profile = new UserProfile();
        var values = new float[FeatureSchema.Cross.Count];
        float[] liked = new float[shop.Space.Dimension], vector = new float[shop.Space.Dimension];
        var draw = new Draw(shop.Shape.Seed, DrawOf.Sample, 0);
        foreach (var history in histories)
        {
            profile.Load(workflow, columns, neighbors, history, "", workflow.AsOfMs);
            users.Add(profile.Dense);
            Liked(profile, liked, vector);
            for (int i = 0; i < PairsPerCustomer; i++)
            {
                // Half of the pairs are of what the customer met: candidates are like that, more than chance is.
                int row = (i & 1) == 0
                    ? history.Events[draw.Below(history.Events.Count)].ProductRow
                    : draw.Below(known.Length);
                shop.Space.Vector(known[row], vector);
                profile.FillCross(row, TensorPrimitives.Dot<float>(liked, vector), values);
                cross.Add(values);
            }
        }
        return workflow with { UserDense = users.Fit(), Cross = cross.Fit() };
    }

    // What the user tower comes to, but for the small part that its layers add.
    private void Liked(UserProfile profile, float[] liked, float[] vector)
    {
        liked.AsSpan().Clear();
        for (int i = 0; i < profile.TowerIds.Length; i++)
        {
            if (profile.TowerIds[i] == 0) continue;
            shop.Space.Vector(profile.TowerIds[i] - 1, vector);
            TensorPrimitives.MultiplyAdd(vector, profile.TowerWeights[i], liked, liked);
        }
        float length = TensorPrimitives.Norm<float>(liked);
        if (length > 0) TensorPrimitives.Divide(liked, length, liked);
    }

    private static void Add(Dictionary<string, long> counts, string word, long count) =>
        counts[word] = counts.GetValueOrDefault(word) + count;
}
