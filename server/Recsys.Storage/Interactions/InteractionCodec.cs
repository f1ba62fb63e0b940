using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.Interactions;

/// <summary>
/// An interaction as a journal record. The product is its catalogue row, which keeps its meaning for ever; what
/// was not given takes no space.
/// </summary>
internal static class InteractionCodec
{
    [Flags]
    private enum Given : byte
    {
        Customer = 1,
        Session = 2,
        Value = 4,
        Quantity = 8,
        Price = 16,
        Dwell = 32,
        Country = 64,
        Attribution = 128,
    }

    public static void Write(RecordBuffer to, Interaction item, int productRow)
    {
        var given = (item.CustomerId.Length > 0 ? Given.Customer : 0) | (item.SessionId.Length > 0 ? Given.Session : 0)
            | (item.Value != 0 ? Given.Value : 0) | (item.Quantity != 0 ? Given.Quantity : 0)
            | (item.Price != 0 ? Given.Price : 0) | (item.DwellMs != 0 ? Given.Dwell : 0)
            | (item.Country.Length > 0 ? Given.Country : 0)
            | (item.AttributionToken.Length > 0 ? Given.Attribution : 0);
        to.Begin(RecordKind.Interaction);
        to.Byte((byte)item.Type);
        to.Byte((byte)given);
        to.Int64(item.TimeMs);
        to.Count32(productRow);
        to.Text(item.Id);
        if (given.HasFlag(Given.Customer)) to.Text(item.CustomerId);
        if (given.HasFlag(Given.Session)) to.Text(item.SessionId);
        if (given.HasFlag(Given.Value)) to.Single(item.Value);
        if (given.HasFlag(Given.Quantity)) to.Count32(item.Quantity);
        if (given.HasFlag(Given.Price)) to.Single(item.Price);
        if (given.HasFlag(Given.Dwell)) to.Count32(item.DwellMs);
        if (given.HasFlag(Given.Country)) to.Text(item.Country);
        if (given.HasFlag(Given.Attribution)) to.Text(item.AttributionToken);
        to.End();
    }

    /// <summary>Reads the record's parts without making strings.</summary>
    public static InteractionView Read(ref RecordReader from)
    {
        var type = (InteractionType)from.Byte();
        var given = (Given)from.Byte();
        long timeMs = from.Int64();
        int row = from.Count32();
        var view = new InteractionView { Id = from.TextBytes() };
        if (given.HasFlag(Given.Customer)) view.Customer = from.TextBytes();
        if (given.HasFlag(Given.Session)) view.Session = from.TextBytes();
        if (given.HasFlag(Given.Value)) view.Value = from.Single();
        int quantity = given.HasFlag(Given.Quantity) ? from.Count32() : 0;
        float price = given.HasFlag(Given.Price) ? from.Single() : 0;
        if (given.HasFlag(Given.Dwell)) view.DwellMs = from.Count32();
        if (given.HasFlag(Given.Country)) view.Country = from.TextBytes();
        if (given.HasFlag(Given.Attribution)) view.Attribution = from.TextBytes();
        view.Event = new HistoryEvent(row, timeMs, price, quantity, type);
        return view;
    }

    /// <summary>Makes the interaction whole again.</summary>
    /// <exception cref="InvalidDataException">Its row is no product's.</exception>
    public static Interaction ToInteraction(in InteractionView view, ProductColumns products, TextPool texts)
    {
        var product = products[view.Event.ProductRow];
        if (!product.Exists)
        {
            throw new InvalidDataException(
                $"The journal names product row {view.Event.ProductRow}, which is not there.");
        }
        return ToInteraction(view, texts.Get(product.Id), texts);
    }

    /// <summary>Makes the interaction whole again.</summary>
    public static Interaction ToInteraction(in InteractionView view, string productId, TextPool texts) => new()
    {
        Id = System.Text.Encoding.UTF8.GetString(view.Id),
        CustomerId = texts.Get(view.Customer),
        SessionId = texts.Get(view.Session),
        ProductId = productId,
        Type = view.Event.Type,
        TimeMs = view.Event.TimeMs,
        Value = view.Value,
        Quantity = view.Event.Quantity,
        Price = view.Event.Price,
        DwellMs = view.DwellMs,
        Country = texts.Get(view.Country),
        AttributionToken = texts.Get(view.Attribution),
    };
}
