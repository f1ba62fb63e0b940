using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Data;
using Recsys.Training.Mixing;

namespace Recsys.Training.Neighbors;

/// <summary>Fits item-to-item tables by a plan.</summary>
internal static class ItemToItemFitter
{
    /// <summary>Nearest items that each item listens to in item-kNN.</summary>
    public const int NearestItems = 100;

    /// <summary>Weights kept of what follows an item.</summary>
    public const int RowWeights = 200;

    /// <summary>
    /// Weights kept of what an item brings to others, per weight that an item listens to: popular items bring something
    /// to many.
    /// </summary>
    public const int BroughtPerHeard = 4;

    private const int Seed = 20210818;

    /// <summary>EASE alone, for features of the past.</summary>
    public static ItemNeighbors FitEase(
        InteractionTable table, int items, ItemToItemPlan plan, TrainingOptions options,
        CancellationToken cancellation) =>
        EaseFitter.Fit(
            plan.Evidence.Pairs(table, PairMatrix.Of(table)), items, plan.Lambda, BroughtPerHeard * options.Neighbors,
            cancellation);

    /// <summary>All tables that are asked, and EASE's.</summary>
    /// <param name="table">Interactions in time order.</param>
    /// <param name="items">Items of the result, at least those of the table.</param>
    /// <param name="plan">How.</param>
    /// <param name="options">How many neighbours.</param>
    /// <param name="asked">Which sources are asked.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public static ItemToItemModels Fit(
        InteractionTable table, int items, ItemToItemPlan plan, TrainingOptions options, AskedSources asked,
        CancellationToken cancellation)
    {
        var plain = PairMatrix.Of(table);
        var weighed = plan.Evidence.Pairs(table, plain);
        return new ItemToItemModels(
            EaseFitter.Fit(
                weighed, items, plan.Lambda, BroughtPerHeard * options.Neighbors, cancellation),
            asked.Has(ItemToItemSource.GraphFilter)
                ? FitGraphFilter(plan.Evidence.InGraphFilter ? weighed : plain, items, plan.Filter, cancellation)
                : null,
            asked.Has(ItemToItemSource.Transitions) && HasOrder(table)
                ? TransitionFitter.Fit(table, items, plan.Powers, RowWeights, cancellation)
                : null,
            asked.Has(ItemToItemSource.ItemKnn)
                ? CosineFitter.Fit(plan.Evidence.InItemKnn ? weighed : plain, items, NearestItems, cancellation)
                : null);
    }

    /// <summary>The graph filter.</summary>
    public static ItemNeighbors FitGraphFilter(
        PairMatrix pairs, int items, GraphFilterShape shape, CancellationToken cancellation)
    {
        if (pairs.ItemCount > GraphFilterFitter.MaxLowPassItems) shape = shape with { Alpha = 0 };
        float[] basis = shape.Alpha > 0 ? Basis(pairs, shape.UserPower, cancellation) : [];
        return GraphFilterFitter.Fit(pairs, items, basis, shape, cancellation);
    }

    /// <summary>The smoothest signals of a graph, drawn from this fitter's seed.</summary>
    public static float[] Basis(PairMatrix pairs, double userPower, CancellationToken cancellation) =>
        GraphFilterFitter.Basis(pairs, userPower, Seed, cancellation);

    /// <summary>Whether rows have an order in time; data of one moment was shuffled.</summary>
    public static bool HasOrder(InteractionTable table) =>
        table.Count > 0 && table.TimesMs[0] != table.TimesMs[^1];
}
