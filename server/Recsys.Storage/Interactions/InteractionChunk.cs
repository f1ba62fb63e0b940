using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Erasure;
using Recsys.Storage.Journal;
using Recsys.Storage.Records;

namespace Recsys.Storage.Interactions;

/// <summary>Some interactions read from the journal in one go.</summary>
internal sealed class InteractionChunk(ProductColumns products, ErasedCustomers erased, TextPool texts)
    : IRecordVisitor
{
    private const int MostItems = 32_768, MostRecords = 65_536;
    private int _records;

    public List<JournalledInteraction> Items { get; } = [];

    /// <summary>Reads the next chunk.</summary>
    /// <returns>Where it ends.</returns>
    public long Fill(JournalLog journal, long position)
    {
        Items.Clear();
        _records = 0;
        return journal.Scan(position, this);
    }

    public bool Visit(ReadOnlySpan<byte> record, long position, long nextPosition)
    {
        if (Items.Count == MostItems || _records++ == MostRecords) return false;
        if (!RecordReader.TryOpen(record, out var kind, out var body)) return false;
        if (kind != RecordKind.Interaction) return true;
        var view = InteractionCodec.Read(ref body);
        if (erased.Covers(view.Customer, position)) view.Disown();
        Items.Add(new JournalledInteraction(
            InteractionCodec.ToInteraction(view, products, texts), view.Event.ProductRow, nextPosition));
        return true;
    }
}
