using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Features;

/// <summary>
/// What of the products' features does not change with time: ids, words and prices as columns by row. Immutable.
/// </summary>
public sealed class ItemContent
{
    private readonly int[] _categorical;
    private readonly int[] _words;
    private readonly float[] _logPrices;

    private ItemContent(int rows)
    {
        Rows = rows;
        _categorical = new int[rows * IdColumns];
        _words = new int[rows * TitleWords.MaxWords];
        _logPrices = new float[rows];
    }

    /// <summary>Ids per product.</summary>
    public static int IdColumns => FeatureSchema.ItemCategorical.Count;

    /// <summary>Products.</summary>
    public int Rows { get; }

    /// <summary>Ids of a product in the schema's order.</summary>
    public ReadOnlySpan<int> Categorical(int row) => _categorical.AsSpan(row * IdColumns, IdColumns);

    /// <summary>Title words of a product as buckets, <see cref="TitleWords.MaxWords"/> of them, 0 for none.</summary>
    public ReadOnlySpan<int> Words(int row) => _words.AsSpan(row * TitleWords.MaxWords, TitleWords.MaxWords);

    /// <summary>Log of the catalogue's price; NaN when the catalogue names none.</summary>
    public float LogPrice(int row) => _logPrices[row];

    /// <summary>The product's row in the model, or −1 for one the model does not know.</summary>
    public int ModelRow(int row) => _categorical[row * IdColumns] - 1;

    /// <summary>The product's first category as an id.</summary>
    public int Category(int row) => _categorical[(row * IdColumns) + 1];

    /// <summary>Computes the columns.</summary>
    /// <param name="workflow">The fitted vocabularies.</param>
    /// <param name="products">Product by row; null where a row has none.</param>
    /// <param name="modelRows">The product's row in the model by row, −1 for one the model does not know.</param>
    public static ItemContent Build(
        FeatureWorkflow workflow, IReadOnlyList<Product?> products, ReadOnlySpan<int> modelRows)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(products);
        if (products.Count != modelRows.Length)
            throw new ArgumentException("One model row per product.", nameof(modelRows));
        var content = new ItemContent(products.Count);
        for (int row = 0; row < content.Rows; row++) content.Fill(row, workflow, products[row], modelRows[row]);
        return content;
    }

    /// <summary>Log of a catalogue's price; NaN when it is not above 0.</summary>
    public static float LogOf(double price) => price > 0 && double.IsFinite(price) ? (float)Math.Log(price) : float.NaN;

    private void Fill(int row, FeatureWorkflow workflow, Product? product, int modelRow)
    {
        _logPrices[row] = product is null ? float.NaN : LogOf(product.Price);
        var ids = _categorical.AsSpan(row * IdColumns, IdColumns);
        ids[0] = (uint)modelRow < (uint)workflow.KnownProducts ? modelRow + 1 : 0;
        if (product is null) return;
        ids[1] = product.Categories.Count > 0 ? workflow.Categories.Id(product.Categories[0]) : 0;
        ids[2] = workflow.Brands.Id(product.Brand);
        ids[3] = workflow.Prices.Of(_logPrices[row]);
        var words = _words.AsSpan(row * TitleWords.MaxWords, TitleWords.MaxWords);
        TitleWords.Hash(product.Title, FeatureWorkflow.WordBuckets, words);
    }
}
