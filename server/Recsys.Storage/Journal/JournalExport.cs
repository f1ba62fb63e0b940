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
        string productId = names.ProductOf(item.Event.ProductRow);
        take(new ExportedInteraction(position, InteractionCodec.ToInteraction(item, productId, _texts)));
    }
}
