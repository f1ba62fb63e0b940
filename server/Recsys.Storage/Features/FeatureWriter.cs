using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features.Online;
using Recsys.Storage.Interactions;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>Applies interactions to the features of customer, session and product. For the one writer.</summary>
internal sealed class FeatureWriter(
    Kv store, LayoutRegister layouts, SessionBounds sessions, ProductActivity activity) : IDisposable
{
    private readonly FeatureSession _session = new(store, layouts, sessions);
    private readonly FeatureBytes _product = new();

    /// <summary>Applies one interaction.</summary>
    /// <param name="item">The interaction, in memory that does not move.</param>
    /// <param name="product">Its product, as the catalogue has it now.</param>
    /// <param name="position">Journal position it begins at.</param>
    /// <returns>How many of customer and session begin with it.</returns>
    public int Apply(in InteractionView item, ProductRow product, long position)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        var input = Input(item, product, position);
        int created = 0;
        if (!item.Customer.IsEmpty)
        {
            input.Entity = OnlineEntity.Customer;
            if (_session.Apply(StateKey.Of(StateKey.CustomerHistory, item.Customer, memory), ref input)) created++;
        }
        if (!item.Session.IsEmpty)
        {
            input.Entity = OnlineEntity.Session;
            if (!item.Customer.IsEmpty) input.Owner = Hash128.Of(item.Customer);
            if (_session.Apply(StateKey.Of(StateKey.SessionHistory, item.Session, memory), ref input)) created++;
        }
        input.Entity = OnlineEntity.Product;
        _session.Apply(StateKey.OfRow(item.Event.ProductRow, memory), ref input, _product);
        activity.Write(item.Event.ProductRow, layouts.ProductNumbers(_product.Record));
        return created;
    }

    /// <summary>Whether a customer did anything that is not erased.</summary>
    public bool HasCustomer(ReadOnlySpan<byte> id)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        return _session.Read(StateKey.Of(StateKey.CustomerHistory, id, memory)) is not null;
    }

    /// <summary>Removes a customer's features; products keep what they counted.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RemoveCustomer(ReadOnlySpan<byte> id)
    {
        Span<byte> memory = stackalloc byte[StateKey.MostBytes];
        return _session.Remove(StateKey.Of(StateKey.CustomerHistory, id, memory));
    }

    public void Dispose() => _session.Dispose();

    private static FeatureInput Input(in InteractionView item, ProductRow product, long position) => new()
    {
        Event = item.Event,
        Country = FASTER.core.SpanByte.FromFixedSpan(item.Country),
        Value = item.Value,
        DwellMs = item.DwellMs,
        Category = product.CategoryHash,
        Brand = product.BrandHash,
        Price = item.Event.Price > 0 ? item.Event.Price : product.Price,
        Position = position,
    };
}
