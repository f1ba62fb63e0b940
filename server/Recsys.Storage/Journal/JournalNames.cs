using Recsys.Storage.Catalogue;
using Recsys.Storage.Erasure;
using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>What the whole journal says about its interactions: ids of products by row, and who was erased.</summary>
internal sealed class JournalNames(List<string> products) : IJournalVisitor
{
    /// <summary>Customers erased, with the position of their latest erasure.</summary>
    public ErasedCustomers Erased { get; } = new();

    /// <summary>Id of the product in a row.</summary>
    /// <exception cref="InvalidDataException">Nothing in the journal names it.</exception>
    public string ProductOf(int row) =>
        row < products.Count && products[row].Length > 0
            ? products[row]
            : throw new InvalidDataException($"The journal names product row {row}, which is not there.");

    public void Visit(RecordKind kind, RecordReader body, long position, int bytes)
    {
        if (kind == RecordKind.CustomerErase)
        {
            Erased.Add(Hash128.Of(body.TextBytes()), new ErasedCustomer(position, 0));
        }
        else if (kind == RecordKind.ProductPut)
        {
            string id = body.Text();
            int row = EntityHead.Read(ref body).Row;
            while (products.Count <= row) products.Add("");
            products[row] = id;
        }
    }
}
