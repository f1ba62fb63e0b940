using Recsys.Pipeline.Catalogue;

namespace Recsys.Snapshots;

/// <summary>
/// Which product is which: a model numbers the products it was trained on, the catalogue numbers all. Made at load; a
/// product that enters the catalogue afterwards is one the model does not know.
/// </summary>
public sealed class ModelRows
{
    private readonly int[] _catalogueRows;
    private readonly int[] _modelRows;

    private ModelRows(int[] catalogueRows, int[] modelRows)
    {
        _catalogueRows = catalogueRows;
        _modelRows = modelRows;
    }

    /// <summary>Products of the model.</summary>
    public int Count => _catalogueRows.Length;

    /// <summary>Catalogue row by model row; −1 for a product that the catalogue never had.</summary>
    public ReadOnlySpan<int> CatalogueRows => _catalogueRows;

    /// <summary>Model row by catalogue row, as far as the catalogue reached at load; −1 for products new to the
    /// model.</summary>
    public ReadOnlySpan<int> ByCatalogueRow => _modelRows;

    /// <summary>Catalogue row of a model row, or −1.</summary>
    public int ToCatalogue(int modelRow) =>
        (uint)modelRow < (uint)_catalogueRows.Length ? _catalogueRows[modelRow] : -1;

    /// <summary>Model row of a catalogue row, or −1.</summary>
    public int ToModel(int catalogueRow) =>
        (uint)catalogueRow < (uint)_modelRows.Length ? _modelRows[catalogueRow] : -1;

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
            if (products[row] is not { } state || !modelRowById.TryGetValue(state.Id, out int modelRow)) continue;
            modelRows[row] = modelRow;
            catalogueRows[modelRow] = row;
        }
        return new ModelRows(catalogueRows, modelRows);
    }
}
