using static Recsys.Pipeline.Features.ItemDense;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Features of all products as columns by row, as of one time: 500 candidates are one pass over memory. Training builds
/// them at every step of its replay from the counters as they stood, serving once per snapshot from the counters saved
/// with the model.
/// </summary>
public sealed class ItemColumns
{
    private readonly RowColumn<float> _dense;
    private readonly RowColumn<float> _logPrices;
    private readonly double[] _logMeans;

    private ItemColumns(
        ItemContent content, long asOfMs, double[] logMeans, RowColumn<float> dense, RowColumn<float> logPrices) =>
        (Content, AsOfMs, _logMeans, _dense, _logPrices) = (content, asOfMs, logMeans, dense, logPrices);

    /// <summary>Numbers per product.</summary>
    public static int DenseColumns => FeatureSchema.ItemDense.Count;

    /// <summary>Ids and words of the same products.</summary>
    public ItemContent Content { get; }

    /// <summary>Time the numbers stand at, in milliseconds since 1970-01-01 UTC.</summary>
    public long AsOfMs { get; }

    /// <summary>Products.</summary>
    public int Rows => Content.Rows;

    /// <summary>Numbers of a product in the schema's order; normalised once <see cref="Finish"/> ran.</summary>
    public ReadOnlySpan<float> Dense(int row) => _dense[row];

    /// <summary>Log price of a product as its features use it; NaN when unknown.</summary>
    public float LogPrice(int row) => _logPrices[row][0];

    /// <summary>Computes the numbers, not yet normalised and without the target encoding, which is unknown.</summary>
    /// <param name="content">The products' ids, built and not changed since.</param>
    /// <param name="counters">Counters by model row, of interactions before <paramref name="asOfMs"/> only.</param>
    /// <param name="asOfMs">The time, in milliseconds since 1970-01-01 UTC.</param>
    /// <exception cref="IOException">Counters could not be read.</exception>
    public static ItemColumns BuildRaw(ItemContent content, IItemCounters counters, long asOfMs)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(counters);
        var columns = Allocate(content, asOfMs, ItemColumnsFill.LogMeans(counters, asOfMs));
        new ItemColumnsFill(columns, content, counters).All();
        return columns;
    }

    /// <summary>Computes the numbers as the models read them.</summary>
    /// <exception cref="IOException">Counters could not be read.</exception>
    public static ItemColumns Build(FeatureWorkflow workflow, ItemContent content, IItemCounters counters)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var columns = BuildRaw(content, counters, workflow.AsOfMs);
        columns.Finish(workflow);
        return columns;
    }

    /// <summary>
    /// Computes the numbers of further products as the models read them, as of the same time as these.
    /// </summary>
    /// <param name="workflow">The workflow these were built with.</param>
    /// <param name="content">The further products, from row 0.</param>
    /// <param name="counters">The counters these were built from.</param>
    /// <exception cref="IOException">Counters could not be read.</exception>
    public ItemColumns BuildFurther(FeatureWorkflow workflow, ItemContent content, IItemCounters counters)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(counters);
        var columns = Allocate(content, AsOfMs, _logMeans);
        new ItemColumnsFill(columns, content, counters).Each();
        columns.Finish(workflow);
        return columns;
    }

    /// <summary>The same columns with some rows replaced or added; these stay as they are.</summary>
    /// <param name="rows">Which.</param>
    /// <param name="part">What they are to be: as many rows, in the same order.</param>
    public ItemColumns With(ReadOnlySpan<int> rows, ItemColumns part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new ItemColumns(
            Content.With(rows, part.Content), AsOfMs, _logMeans, _dense.With(rows, part._dense.BlockOf(0)),
            _logPrices.With(rows, part._logPrices.BlockOf(0)));
    }

    /// <summary>Adds the target encoding to raw numbers and normalises them in place; once.</summary>
    public void Finish(FeatureWorkflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        BlockWork.Run(_dense.Blocks, block =>
        {
            var values = _dense.BlockOf(block);
            int first = block * RowColumn<float>.BlockRows;
            for (int i = 0; i * DenseColumns < values.Length; i++)
                values[(i * DenseColumns) + CategoryTarget] = workflow.CategoryTarget[Content.Category(first + i)];
            workflow.ItemDense.Apply(values);
        });
    }

    /// <summary>Computes one product's numbers, raw.</summary>
    /// <param name="row">The product.</param>
    /// <param name="counters">Its counters.</param>
    /// <param name="catalogueLogPrice">Log of the catalogue's price; NaN when the catalogue names none.</param>
    internal void Fill(int row, in ItemCounters counters, float catalogueLogPrice)
    {
        var values = _dense.Built(row);
        double total = counters.Total;
        for (int h = 0; h < ItemStatistics.HalfLives; h++)
        {
            double decayed = counters.Decayed(h, AsOfMs);
            values[DecayedShort + h] = (float)(Math.Log(decayed + 0.1) - _logMeans[h]);
            values[ShareShort + h] = (float)Math.Log((decayed + 0.02) / (total + 5));
        }
        values[Trend] = values[DecayedShort] - values[DecayedLong];
        values[ItemDense.Interactions] = (float)Math.Log(1 + total);
        values[Age] = (float)Math.Log(1 + counters.AgeDays(AsOfMs));
        values[Idle] = (float)Math.Log(1 + counters.IdleDays(AsOfMs));
        double paid = counters.MeanLogPrice;
        values[Price] = _logPrices.Built(row)[0] = double.IsNaN(paid) ? catalogueLogPrice : (float)paid;
        values[RepeatShare] = (float)counters.RepeatShare;
        values[MeanQuantity] = (float)counters.MeanLogQuantity;
        values[CategoryTarget] = float.NaN;
    }

    private static ItemColumns Allocate(ItemContent content, long asOfMs, double[] logMeans) => new(
        content.WithoutPrices(), asOfMs, logMeans, RowColumn<float>.Allocate(content.Rows, DenseColumns),
        RowColumn<float>.Allocate(content.Rows, 1));
}
