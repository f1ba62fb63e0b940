using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.Snapshots;

/// <summary>
/// Which product is which: a model numbers the products it was trained on, the catalogue numbers all. Made at load; a
/// product that enters the catalogue afterwards is looked for by <see cref="Adopt"/>. One writer; readers never wait.
/// </summary>
public sealed class ModelRows
{
    private const int StepRows = 4096;
    private readonly int[] _catalogueRows;
    // Products of the model that the catalogue has never had, by hash of the id.
    private readonly Dictionary<ulong, int> _absent;
    private int[] _modelRows;

    private ModelRows(int[] catalogueRows, int[] modelRows, Dictionary<ulong, int> absent)
    {
        _catalogueRows = catalogueRows;
        _modelRows = modelRows;
        _absent = absent;
    }

    /// <summary>Products of the model.</summary>
    public int Count => _catalogueRows.Length;

    /// <summary>Catalogue row by model row; −1 for a product that the catalogue never had.</summary>
    public ReadOnlySpan<int> CatalogueRows => _catalogueRows;

    /// <summary>Model row by catalogue row, as far as the catalogue reached at load; −1 for products new to the
    /// model.</summary>
    public ReadOnlySpan<int> ByCatalogueRow => Volatile.Read(ref _modelRows);

    /// <summary>Catalogue row of a model row, or −1.</summary>
    public int ToCatalogue(int modelRow) =>
        (uint)modelRow < (uint)_catalogueRows.Length ? _catalogueRows[modelRow] : -1;

    /// <summary>Model row of a catalogue row, or −1.</summary>
    public int ToModel(int catalogueRow)
    {
        var rows = Volatile.Read(ref _modelRows);
        return (uint)catalogueRow < (uint)rows.Length ? rows[catalogueRow] : -1;
    }

    /// <summary>
    /// The model row of a product that came after load: a model may know a product before the catalogue has it, as
    /// where the catalogue is imported into a server that runs.
    /// </summary>
    /// <param name="catalogueRow">Its catalogue row.</param>
    /// <param name="idHash">Hash of its id (<see cref="IdHash"/>).</param>
    /// <returns>Its model row, or −1.</returns>
    internal int Adopt(int catalogueRow, ulong idHash)
    {
        if (!_absent.Remove(idHash, out int modelRow)) return ToModel(catalogueRow);
        int[] rows = _modelRows;
        if (catalogueRow >= rows.Length)
        {
            rows = new int[Math.Max(catalogueRow + 1, _modelRows.Length * 2)];
            _modelRows.CopyTo(rows, 0);
            rows.AsSpan(_modelRows.Length).Fill(-1);
        }
        Volatile.Write(ref rows[catalogueRow], modelRow);
        Volatile.Write(ref _modelRows, rows);
        Volatile.Write(ref _catalogueRows[modelRow], catalogueRow);
        return modelRow;
    }

    /// <summary>Connects a model's products to the catalogue's by id; deleted ones too, since histories name
    /// them.</summary>
    /// <param name="items">Product ids by model row, without repeats.</param>
    /// <param name="products">The catalogue.</param>
    /// <exception cref="InvalidDataException">An id comes twice.</exception>
    public static ModelRows Map(ItemList items, ProductColumns products)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(products);
        int count = products.Count;
        var catalogueRows = GC.AllocateUninitializedArray<int>(items.Count);
        BlockWork.Run(items.Count, StepRows, (from, to) => Find(items, products, from, catalogueRows.AsSpan(from..to)));
        var modelRows = GC.AllocateUninitializedArray<int>(count);
        Array.Fill(modelRows, -1);
        var absent = new Dictionary<ulong, int>();
        for (int model = 0; model < catalogueRows.Length; model++)
        {
            // What came while this runs is adopted as what comes later is.
            int row = catalogueRows[model] < count ? catalogueRows[model] : catalogueRows[model] = -1;
            if (row < 0 ? !absent.TryAdd(IdHash.Of(items[model]), model) : modelRows[row] >= 0)
                throw new InvalidDataException(
                    $"The model names product '{Encoding.UTF8.GetString(items[model])}' twice.");
            if (row >= 0) modelRows[row] = model;
        }
        return new ModelRows(catalogueRows, modelRows, absent);
    }

    // Both sides are mostly in one order: the row after the last one is tried before any search.
    private static void Find(ItemList items, ProductColumns products, int first, Span<int> rows)
    {
        int next = first;
        for (int i = 0; i < rows.Length; i++, next++)
        {
            var id = items[first + i];
            if (!products[next].Id.SequenceEqual(id) && !products.TryFind(id, out next))
            {
                rows[i] = -1;
                next = first + i;
                continue;
            }
            rows[i] = next;
        }
    }
}
