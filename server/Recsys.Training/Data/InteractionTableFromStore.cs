using Recsys.Storage;
using Recsys.Storage.Interactions;

namespace Recsys.Training.Data;

/// <summary>Makes tables of what a store holds.</summary>
public static class InteractionTableFromStore
{
    private const int CustomersPerPage = 1000;
    private const int RowsPerReport = 1 << 14;

    /// <summary>
    /// Reads all interactions, with the products and customers the store knows; products nobody interacted with are
    /// items too, so that a model can recommend them. What anonymous visitors and erased customers did counts for
    /// products alone.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the reading by an exception.</param>
    /// <param name="progress">Told, now and then, the part of the journal that is read; may be null.</param>
    public static async Task<InteractionTable> ReadAsync(
        RecsysStore store, CancellationToken cancellation = default, Action<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var builder = new InteractionTableBuilder();
        var journal = store.Statistics;
        double length = Math.Max(1, journal.JournalDurablePosition - journal.JournalBeginPosition);
        await foreach (var (interaction, _, next) in store.Interactions.ReadAllAsync(0, cancellation))
        {
            builder.Add(interaction);
            if (builder.Count % RowsPerReport == 0)
                progress?.Invoke(Math.Clamp((next - journal.JournalBeginPosition) / length, 0, 1));
        }
        AddProducts(store, builder);
        await AddCustomersAsync(store, builder, cancellation);
        return builder.Build(keepItemsWithoutRows: true);
    }

    private static void AddProducts(RecsysStore store, InteractionTableBuilder builder)
    {
        var columns = store.Products.Columns;
        for (int row = 0; row < columns.Count; row++)
        {
            // A deleted product matters only to those who bought it.
            if (columns.ProductAt(row) is { } product && (!columns.At(row).Deleted || builder.HasItem(product.Id)))
                builder.Set(product);
        }
    }

    private static async Task AddCustomersAsync(
        RecsysStore store, InteractionTableBuilder builder, CancellationToken cancellation)
    {
        string after = "";
        do
        {
            var page = await store.Customers.ListAsync(after, CustomersPerPage, cancellation);
            foreach (var stored in page.Items) builder.Set(stored.Value);
            after = page.NextAfterId;
        }
        while (after.Length > 0);
    }
}
