using Recsys.Pipeline.Catalogue;

namespace Recsys.Pipeline.Features;

/// <summary>
/// What of the products' features does not change with time: ids, words and prices as columns by row. Immutable.
/// </summary>
public sealed class ItemContent
{
    private const int StepRows = 4096;
    private readonly RowColumn<int> _categorical;
    private readonly RowColumn<ushort> _words;
    // Only for as long as numbers are computed from it.
    private readonly RowColumn<float>? _logPrices;

    private ItemContent(RowColumn<int> categorical, RowColumn<ushort> words, RowColumn<float>? logPrices) =>
        (_categorical, _words, _logPrices) = (categorical, words, logPrices);

    /// <summary>Ids per product.</summary>
    public static int IdColumns => FeatureSchema.ItemCategorical.Count;

    /// <summary>Products.</summary>
    public int Rows => _words.Rows;

    /// <summary>Ids of a product in the schema's order.</summary>
    public ReadOnlySpan<int> Categorical(int row) => _categorical[row];

    /// <summary>Title words of a product as buckets, <see cref="TitleWords.MaxWords"/> of them, 0 for none.</summary>
    public ReadOnlySpan<ushort> Words(int row) => _words[row];

    /// <summary>Brings products' ids near, and their words where they will be read; see <see
    /// cref="RowColumn{T}.Touch"/>.</summary>
    internal int Touch(ReadOnlySpan<int> rows, bool words) =>
        _categorical.Touch(rows) + (words ? _words.Touch(rows) : 0);

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
        var content = Allocate(products.Count);
        for (int row = 0; row < content.Rows; row++) content.Fill(row, workflow, products[row], modelRows[row]);
        return content;
    }

    /// <summary>Computes the columns of a whole catalogue, deleted products included, since histories name
    /// them.</summary>
    /// <param name="names">The catalogue, and the vocabularies.</param>
    /// <param name="modelRows">The product's row in the model by row, −1 for one the model does not know.</param>
    public static ItemContent Build(ItemNames names, int[] modelRows)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(modelRows);
        var content = Allocate(modelRows.Length);
        BlockWork.Run(modelRows.Length, StepRows, (from, to) =>
        {
            for (int row = from; row < to; row++) content.Fill(row, names, names.Products[row], modelRows[row]);
        });
        return content;
    }

    /// <summary>Computes the columns of some of a catalogue's products, in their order.</summary>
    /// <param name="names">The catalogue, and the vocabularies.</param>
    /// <param name="rows">Their rows in the catalogue.</param>
    /// <param name="modelRows">Their rows in the model, −1 for one the model does not know.</param>
    public static ItemContent Build(ItemNames names, ReadOnlySpan<int> rows, ReadOnlySpan<int> modelRows)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (rows.Length != modelRows.Length)
            throw new ArgumentException("One model row per product.", nameof(modelRows));
        var content = Allocate(rows.Length);
        for (int i = 0; i < rows.Length; i++) content.Fill(i, names, names.Products[rows[i]], modelRows[i]);
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
            _categorical.With(rows, part._categorical.BlockOf(0)), _words.With(rows, part._words.BlockOf(0)), null);
    }

    /// <summary>Log of a catalogue's price; NaN when it is not above 0.</summary>
    public static float LogOf(double price) => price > 0 && double.IsFinite(price) ? (float)Math.Log(price) : float.NaN;

    /// <summary>Log of the catalogue's price; NaN when the catalogue names none.</summary>
    internal float LogPrice(int row) => _logPrices![row][0];

    /// <summary>The same columns without prices, once the numbers that read them are computed.</summary>
    internal ItemContent WithoutPrices() => new(_categorical, _words, null);

    private static ItemContent Allocate(int rows) => new(
        RowColumn<int>.Allocate(rows, IdColumns), RowColumn<ushort>.Allocate(rows, TitleWords.MaxWords),
        RowColumn<float>.Allocate(rows, 1));

    private void Fill(int row, FeatureWorkflow workflow, Product? product, int modelRow)
    {
        var words = Clear(row, workflow, product is null ? float.NaN : LogOf(product.Price), modelRow);
        if (product is null) return;
        var ids = _categorical.Built(row);
        ids[1] = product.Categories.Count > 0 ? workflow.Categories.Id(product.Categories[0]) : 0;
        ids[2] = workflow.Brands.Id(product.Brand);
        ids[3] = workflow.Prices.Of(LogOf(product.Price));
        TitleWords.Hash(product.Title, FeatureWorkflow.WordBuckets, words);
    }

    private void Fill(int row, ItemNames names, scoped in ProductRow product, int modelRow)
    {
        float logPrice = product.Exists ? LogOf(product.Facts.Price) : float.NaN;
        var words = Clear(row, names.Workflow, logPrice, modelRow);
        if (!product.Exists) return;
        var ids = _categorical.Built(row);
        ids[1] = names.Category(product.Facts.Category);
        ids[2] = names.Brand(product.Facts.Brand);
        ids[3] = names.Workflow.Prices.Of(logPrice);
        TitleWords.Hash(product.Title, FeatureWorkflow.WordBuckets, words);
    }

    private Span<ushort> Clear(int row, FeatureWorkflow workflow, float logPrice, int modelRow)
    {
        _logPrices!.Built(row)[0] = logPrice;
        var ids = _categorical.Built(row);
        ids.Clear();
        ids[0] = (uint)modelRow < (uint)workflow.KnownProducts ? modelRow + 1 : 0;
        var words = _words.Built(row);
        words.Clear();
        return words;
    }
}
