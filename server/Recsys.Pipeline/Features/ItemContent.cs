using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Features;

/// <summary>
/// What of the products' features does not change with time: ids, words and prices as columns by row. Immutable.
/// </summary>
public sealed class ItemContent
{
    private readonly RowColumn<int> _categorical;
    private readonly RowColumn<int> _words;
    private readonly RowColumn<float> _logPrices;

    private ItemContent(RowColumn<int> categorical, RowColumn<int> words, RowColumn<float> logPrices) =>
        (_categorical, _words, _logPrices) = (categorical, words, logPrices);

    /// <summary>Ids per product.</summary>
    public static int IdColumns => FeatureSchema.ItemCategorical.Count;

    /// <summary>Products.</summary>
    public int Rows => _logPrices.Rows;

    /// <summary>Ids of a product in the schema's order.</summary>
    public ReadOnlySpan<int> Categorical(int row) => _categorical[row];

    /// <summary>Title words of a product as buckets, <see cref="TitleWords.MaxWords"/> of them, 0 for none.</summary>
    public ReadOnlySpan<int> Words(int row) => _words[row];

    /// <summary>Log of the catalogue's price; NaN when the catalogue names none.</summary>
    public float LogPrice(int row) => _logPrices[row][0];

    /// <summary>The product's row in the model, or −1 for one the model does not know.</summary>
    public int ModelRow(int row) => _categorical[row][0] - 1;

    /// <summary>The product's first category as an id.</summary>
    public int Category(int row) => _categorical[row][1];

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
        var content = new ItemContent(
            new RowColumn<int>(new int[products.Count * IdColumns], IdColumns),
            new RowColumn<int>(new int[products.Count * TitleWords.MaxWords], TitleWords.MaxWords),
            new RowColumn<float>(new float[products.Count], 1));
        for (int row = 0; row < content.Rows; row++) content.Fill(row, workflow, products[row], modelRows[row]);
        return content;
    }

    /// <summary>The same columns with some rows replaced or added; these stay as they are.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="part">What they are to be: as many rows, in the same order.</param>
    public ItemContent With(ReadOnlySpan<int> rows, ItemContent part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.Rows != rows.Length) throw new ArgumentException("One row for each.", nameof(part));
        return new ItemContent(
            _categorical.With(rows, part._categorical.Built), _words.With(rows, part._words.Built),
            _logPrices.With(rows, part._logPrices.Built));
    }

    /// <summary>Log of a catalogue's price; NaN when it is not above 0.</summary>
    public static float LogOf(double price) => price > 0 && double.IsFinite(price) ? (float)Math.Log(price) : float.NaN;

    private void Fill(int row, FeatureWorkflow workflow, Product? product, int modelRow)
    {
        float logPrice = product is null ? float.NaN : LogOf(product.Price);
        _logPrices.Built[row] = logPrice;
        var ids = _categorical.Built.AsSpan(row * IdColumns, IdColumns);
        ids[0] = (uint)modelRow < (uint)workflow.KnownProducts ? modelRow + 1 : 0;
        if (product is null) return;
        ids[1] = product.Categories.Count > 0 ? workflow.Categories.Id(product.Categories[0]) : 0;
        ids[2] = workflow.Brands.Id(product.Brand);
        ids[3] = workflow.Prices.Of(logPrice);
        var words = _words.Built.AsSpan(row * TitleWords.MaxWords, TitleWords.MaxWords);
        TitleWords.Hash(product.Title, FeatureWorkflow.WordBuckets, words);
    }
}
