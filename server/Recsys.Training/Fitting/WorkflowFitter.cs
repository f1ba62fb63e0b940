using Recsys.Pipeline.Features;
using Recsys.Training.Data;
using Recsys.Training.Examples;

namespace Recsys.Training.Fitting;

/// <summary>
/// Fits the feature workflow in two steps: vocabularies before the replay, statistics of the features after it.
/// </summary>
internal static class WorkflowFitter
{
    /// <summary>Folds of the target encoding, by user.</summary>
    public const int Folds = 5;

    private const int MaxWords = 100_000;
    private const int PriceBucketCount = 16;
    private const double TargetSmoothing = 50;

    /// <summary>Fits vocabularies and price buckets; numbers pass unchanged, targets are unknown.</summary>
    public static FeatureWorkflow FitVocabularies(InteractionTable table, TrainingOptions options)
    {
        var countries = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var categories = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        var brands = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        for (int row = 0; row < table.Count; row++)
            if (table.Countries[row] >= 0) Count(countries, table.CountryNames[table.Countries[row]]);
        foreach (int item in table.Items)
        {
            var product = table.Products[item];
            if (product.Categories.Count > 0) Count(categories, product.Categories[0]);
            if (product.Brand.Length > 0) Count(brands, product.Brand);
        }
        return new FeatureWorkflow
        {
            KnownProducts = table.ItemCount,
            AsOfMs = table.Count > 0 ? table.TimesMs[^1] : 0,
            Countries = CategoryVocabulary.Fit(countries, options.MinimumCount, MaxWords),
            Categories = CategoryVocabulary.Fit(categories, options.MinimumCount, MaxWords),
            Brands = CategoryVocabulary.Fit(brands, options.MinimumCount, MaxWords),
            Prices = PriceBuckets.Fit(
                table.Products.Select(product => ItemContent.LogOf(product.Price)), PriceBucketCount),
            CategoryTarget = new TargetEncoding([0]),
            UserDense = Normalizer.Identity(FeatureSchema.UserDense),
            ItemDense = Normalizer.Identity(FeatureSchema.ItemDense),
            Cross = Normalizer.Identity(FeatureSchema.Cross),
        };
    }

    /// <summary>
    /// Fits the target encoding and the normalisers of user and item on raw examples. Those of the cross features stay
    /// as they are: one of them comes from towers that are not trained yet; see <see cref="FitCross"/>.
    /// </summary>
    public static FeatureWorkflow FitStatistics(
        FeatureWorkflow workflow, UserStates states, RankerExamples examples, IReadOnlyList<ItemColumns> columns,
        out TargetEncodingFitter targets)
    {
        targets = FitTargets(workflow, states, examples, columns, Enumerable.Range(0, examples.Count));
        var categoryTarget = targets.Fit();

        var users = new NormalizerFitter(FeatureSchema.UserDense);
        for (int state = 0; state < states.Count; state++) users.Add(states.Dense(state));

        var items = new NormalizerFitter(FeatureSchema.ItemDense);
        int target = FeatureSchema.IndexOf(FeatureSchema.ItemDense, "item_category_target");
        var row = new float[FeatureSchema.ItemDense.Count];
        for (int i = 0; i < examples.Count; i++)
        {
            var at = columns[states.Windows[examples.States[i]]];
            at.Dense(examples.Items[i]).CopyTo(row);
            row[target] = categoryTarget[at.Content.Category(examples.Items[i])];
            items.Add(row);
        }
        return workflow with { CategoryTarget = categoryTarget, UserDense = users.Fit(), ItemDense = items.Fit() };
    }

    /// <summary>Fits target encodings on some of the examples.</summary>
    public static TargetEncodingFitter FitTargets(
        FeatureWorkflow workflow, UserStates states, RankerExamples examples, IReadOnlyList<ItemColumns> columns,
        IEnumerable<int> chosen)
    {
        var targets = new TargetEncodingFitter(workflow.Categories.Size, Folds, TargetSmoothing);
        foreach (int i in chosen)
        {
            if (!examples.Answers(i)) continue;
            var content = columns[states.Windows[examples.States[i]]].Content;
            int fold = FoldOf(states.Users[examples.States[i]]);
            targets.Add(content.Category(examples.Items[i]), fold, examples.Labels[i]);
        }
        return targets;
    }

    /// <summary>Fits the normaliser of the cross features on raw examples that hold the towers' products.</summary>
    public static FeatureWorkflow FitCross(FeatureWorkflow workflow, RankerExamples examples)
    {
        var cross = new NormalizerFitter(FeatureSchema.Cross);
        for (int i = 0; i < examples.Count; i++) cross.Add(examples.Cross(i));
        return workflow with { Cross = cross.Fit() };
    }

    /// <summary>Fold of a user: all examples of one are in the same.</summary>
    public static int FoldOf(int user) => (int)((uint)user * 2654435769u >> 16) % Folds;

    private static void Count(Dictionary<string, long> counts, string word) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
}
