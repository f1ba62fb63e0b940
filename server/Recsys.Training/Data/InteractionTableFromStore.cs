using Recsys.Pipeline.Catalogue;
using Recsys.Storage;
using Recsys.Storage.Reading;

namespace Recsys.Training.Data;

/// <summary>Makes tables of what a store holds.</summary>
public static class InteractionTableFromStore
{
    private const int CustomersPerPage = 1000;

    /// <summary>
    /// Reads all interactions, with the products and customers the store knows; products nobody interacted with are
    /// items too, so that a model can recommend them. What anonymous visitors and erased customers did counts for
    /// products alone.
    /// </summary>
    /// <param name="store">The store, which another process may have open.</param>
    /// <param name="progress">Told the part of the journal that is read; may be null.</param>
    /// <param name="cancellation">Ends the reading by an exception.</param>
    public static InteractionTable Read(
        StoreReader store, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var builder = new InteractionTableBuilder();
        store.ReadInteractions(builder.Add, progress, cancellation);
        AddProducts(store.Products, builder);
        // Who did nothing is no user, so of many customers few strings are made.
        foreach (var (id, country) in store.CustomerCountries)
            if (builder.HasUser(id)) builder.Set(new Customer { Id = id, Country = country });
        return builder.Build(keepItemsWithoutRows: true);
    }

    /// <summary>Reads the same of a store that this process has open.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the reading by an exception.</param>
    public static async Task<InteractionTable> ReadAsync(RecsysStore store, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var builder = new InteractionTableBuilder();
        await foreach (var item in store.Interactions.ReadAllAsync(0, cancellation)) builder.Add(item.Interaction);
        AddProducts(store.Products.Columns, builder);
        await AddCustomersAsync(store, builder, cancellation);
        return builder.Build(keepItemsWithoutRows: true);
    }

    private static void AddProducts(ProductColumns columns, InteractionTableBuilder builder)
    {
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
