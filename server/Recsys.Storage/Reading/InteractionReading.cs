using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;
using Recsys.Storage.Journal;
using Recsys.Storage.Records;

namespace Recsys.Storage.Reading;

/// <summary>Makes whole interactions of the journal's records.</summary>
/// <param name="catalogue">What they name.</param>
/// <param name="take">Gets each.</param>
internal sealed class InteractionReading(StoredCatalogue catalogue, Action<Interaction> take) : IJournalVisitor
{
    private readonly TextPool _texts = new();

    public void Visit(RecordKind kind, RecordReader body, long position, int bytes)
    {
        if (kind != RecordKind.Interaction) return;
        var item = InteractionCodec.Read(ref body);
        if (catalogue.Erased.Covers(item.Customer, position)) item.Disown();
        take(InteractionCodec.ToInteraction(item, catalogue.Products, _texts));
    }
}
