using System.Text;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>Makes whole interactions of the journal's records.</summary>
internal sealed class JournalExport(JournalNames names, Action<ExportedInteraction> take) : IJournalVisitor
{
    private readonly TextPool _texts = new();

    public void Visit(RecordKind kind, RecordReader body, long position, int bytes)
    {
        if (kind != RecordKind.Interaction) return;
        var item = InteractionCodec.Read(ref body);
        if (names.Erased.Covers(item.Customer, position)) item.Disown();
        take(new ExportedInteraction(position, new Interaction
        {
            Id = Encoding.UTF8.GetString(item.Id),
            CustomerId = _texts.Get(item.Customer),
            SessionId = _texts.Get(item.Session),
            ProductId = names.ProductOf(item.Event.ProductRow),
            Type = item.Event.Type,
            TimeMs = item.Event.TimeMs,
            Value = item.Value,
            Quantity = item.Event.Quantity,
            Price = item.Event.Price,
            DwellMs = item.DwellMs,
            Country = _texts.Get(item.Country),
            AttributionToken = _texts.Get(item.Attribution),
        }));
    }
}
