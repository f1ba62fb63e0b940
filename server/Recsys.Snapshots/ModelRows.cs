using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots;

/// <summary>
/// Which product is which: a model numbers the products it was trained on, the catalogue numbers all. Made at load; a
/// product that enters the catalogue afterwards is looked for by <see cref="Adopt"/>. One writer; readers never wait.
/// </summary>
public sealed class ModelRows
{
    private readonly int[] _catalogueRows;
    // Products of the model that the catalogue has never had, by id.
    private readonly Dictionary<string, int> _absent;
    private int[] _modelRows;

    private ModelRows(int[] catalogueRows, int[] modelRows, Dictionary<string, int> absent)
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
    /// <param name="id">Its id.</param>
    /// <returns>Its model row, or −1.</returns>
    internal int Adopt(int catalogueRow, string id)
    {
        if (!_absent.Remove(id, out int modelRow)) return ToModel(catalogueRow);
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
    /// <param name="itemIds">Product id by model row, without repeats.</param>
    /// <param name="products">The catalogue.</param>
    /// <exception cref="InvalidDataException">An id comes twice.</exception>
    public static ModelRows Map(IReadOnlyList<string> itemIds, ProductColumns products)
    {
        ArgumentNullException.ThrowIfNull(itemIds);
        ArgumentNullException.ThrowIfNull(products);
        var modelRowById = new Dictionary<string, int>(itemIds.Count, StringComparer.Ordinal);
        for (int row = 0; row < itemIds.Count; row++)
            if (!modelRowById.TryAdd(itemIds[row], row))
                throw new InvalidDataException($"The model names product '{itemIds[row]}' twice.");
        var catalogueRows = new int[itemIds.Count];
        Array.Fill(catalogueRows, -1);
        var modelRows = new int[products.Count];
        for (int row = 0; row < modelRows.Length; row++)
        {
            modelRows[row] = -1;
            if (!modelRowById.Remove(products.IdOf(row), out int modelRow)) continue;
            modelRows[row] = modelRow;
            catalogueRows[modelRow] = row;
        }
        return new ModelRows(catalogueRows, modelRows, modelRowById);
    }
}
