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

    /// <summary>Numbers of all products as they were built, row after row.</summary>
    public ReadOnlySpan<float> AllDense => _dense.Built;

    /// <summary>Log price of a product as its features use it; NaN when unknown.</summary>
    public float LogPrice(int row) => _logPrices[row][0];

    /// <summary>Computes the numbers, not yet normalised and without the target encoding, which is unknown.</summary>
    /// <param name="content">The products' ids.</param>
    /// <param name="statistics">Counters by model row, of interactions before <paramref name="asOfMs"/> only.</param>
    /// <param name="asOfMs">The time, in milliseconds since 1970-01-01 UTC.</param>
    public static ItemColumns BuildRaw(ItemContent content, ItemStatistics statistics, long asOfMs)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(statistics);
        var logMeans = new double[ItemStatistics.HalfLives];
        LogMeans(statistics, asOfMs, logMeans);
        return BuildRaw(content, statistics, asOfMs, logMeans);
    }

    /// <summary>Computes the numbers as the models read them.</summary>
    public static ItemColumns Build(FeatureWorkflow workflow, ItemContent content, ItemStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        var columns = BuildRaw(content, statistics, workflow.AsOfMs);
        columns.Finish(workflow);
        return columns;
    }

    /// <summary>
    /// Computes the numbers of further products as the models read them, as of the same time as these.
    /// </summary>
    /// <param name="workflow">The workflow these were built with.</param>
    /// <param name="content">The further products, from row 0.</param>
    /// <param name="statistics">The counters these were built from.</param>
    public ItemColumns BuildFurther(FeatureWorkflow workflow, ItemContent content, ItemStatistics statistics)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(statistics);
        var columns = BuildRaw(content, statistics, AsOfMs, _logMeans);
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
            Content.With(rows, part.Content), AsOfMs, _logMeans, _dense.With(rows, part._dense.Built),
            _logPrices.With(rows, part._logPrices.Built));
    }

    /// <summary>Adds the target encoding to raw numbers and normalises them in place; once.</summary>
    public void Finish(FeatureWorkflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        for (int row = 0; row < Rows; row++)
            _dense.Built[(row * DenseColumns) + CategoryTarget] = workflow.CategoryTarget[Content.Category(row)];
        workflow.ItemDense.Apply(_dense.Built);
    }

    private static ItemColumns BuildRaw(
        ItemContent content, ItemStatistics statistics, long asOfMs, double[] logMeans)
    {
        var columns = new ItemColumns(
            content, asOfMs, logMeans, new RowColumn<float>(new float[content.Rows * DenseColumns], DenseColumns),
            new RowColumn<float>(new float[content.Rows], 1));
        for (int row = 0; row < content.Rows; row++) columns.Fill(row, statistics, logMeans);
        return columns;
    }

    private void Fill(int row, ItemStatistics statistics, ReadOnlySpan<double> logMeans)
    {
        int model = Content.ModelRow(row);
        var values = _dense.Built.AsSpan(row * DenseColumns, DenseColumns);
        double total = statistics.Total(model);
        for (int h = 0; h < ItemStatistics.HalfLives; h++)
        {
            double decayed = statistics.Decayed(model, h, AsOfMs);
            values[DecayedShort + h] = (float)(Math.Log(decayed + 0.1) - logMeans[h]);
            values[ShareShort + h] = (float)Math.Log((decayed + 0.02) / (total + 5));
        }
        values[Trend] = values[DecayedShort] - values[DecayedLong];
        values[ItemDense.Interactions] = (float)Math.Log(1 + total);
        values[Age] = (float)Math.Log(1 + statistics.AgeDays(model, AsOfMs));
        values[Idle] = (float)Math.Log(1 + statistics.IdleDays(model, AsOfMs));
        double paid = statistics.MeanLogPrice(model);
        values[Price] = _logPrices.Built[row] = double.IsNaN(paid) ? Content.LogPrice(row) : (float)paid;
        values[RepeatShare] = (float)statistics.RepeatShare(model);
        values[MeanQuantity] = (float)statistics.MeanLogQuantity(model);
        values[CategoryTarget] = float.NaN;
    }

    // The season moves all counts together; over the catalogue's mean they stay comparable between one time and
    // another.
    private static void LogMeans(ItemStatistics statistics, long asOfMs, Span<double> logMeans)
    {
        logMeans.Clear();
        int met = 0;
        for (int row = 0; row < statistics.Rows; row++)
        {
            if (!statistics.Has(row)) continue;
            met++;
            for (int h = 0; h < logMeans.Length; h++) logMeans[h] += statistics.Decayed(row, h, asOfMs);
        }
        for (int h = 0; h < logMeans.Length; h++) logMeans[h] = Math.Log((logMeans[h] / Math.Max(met, 1)) + 0.1);
    }
}
