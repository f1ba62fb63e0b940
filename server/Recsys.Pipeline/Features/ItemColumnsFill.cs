namespace Recsys.Pipeline.Features;

/// <summary>
/// Brings products and their counters together. Counters stand in the model's order and products in the catalogue's;
/// a whole table is read front to back, whatever the catalogue's order is.
/// </summary>
/// <param name="columns">Columns to fill.</param>
/// <param name="content">Ids and prices of the same products.</param>
/// <param name="counters">Counters by model row.</param>
internal sealed class ItemColumnsFill(ItemColumns columns, ItemContent content, IItemCounters counters)
{
    private const int StepRows = 4096;

    /// <summary>
    /// Logs of the catalogue's mean decayed counts. The season moves all counts together; over this mean they stay
    /// comparable between one time and another. Sums go step by step and then over the steps, so that they do not
    /// depend on how many processors there are.
    /// </summary>
    public static double[] LogMeans(IItemCounters counters, long asOfMs)
    {
        const int Sums = ItemStatistics.HalfLives + 1;
        var steps = new double[(int)((counters.Rows + (long)StepRows - 1) / StepRows) * Sums];
        BlockWork.Run(counters.Rows, StepRows, (from, to) =>
        {
            var sums = steps.AsSpan(from / StepRows * Sums, Sums);
            foreach (ref readonly var one in Read(counters, from, to))
            {
                if (!one.Met) continue;
                sums[^1]++;
                for (int h = 0; h < ItemStatistics.HalfLives; h++) sums[h] += one.Decayed(h, asOfMs);
            }
        });
        var logMeans = new double[ItemStatistics.HalfLives];
        double met = 0;
        for (int i = 0; i < steps.Length; i += Sums)
        {
            for (int h = 0; h < logMeans.Length; h++) logMeans[h] += steps[i + h];
            met += steps[i + Sums - 1];
        }
        for (int h = 0; h < logMeans.Length; h++) logMeans[h] = Math.Log((logMeans[h] / Math.Max(met, 1)) + 0.1);
        return logMeans;
    }

    /// <summary>Fills all rows.</summary>
    public void All()
    {
        int[] rows = new int[counters.Rows];
        Array.Fill(rows, -1);
        for (int row = 0; row < content.Rows; row++)
        {
            int model = content.ModelRow(row);
            if ((uint)model < (uint)rows.Length && rows[model] < 0) rows[model] = row;
            else Fill(row);
        }
        BlockWork.Run(counters.Rows, StepRows, (from, to) =>
        {
            var step = Read(counters, from, to);
            for (int i = 0; i < step.Length; i++)
                if (rows[from + i] is >= 0 and int row) columns.Fill(row, step[i], content.LogPrice(row));
        });
    }

    /// <summary>Fills few rows, whose counters are read one by one.</summary>
    public void Each()
    {
        for (int row = 0; row < content.Rows; row++) Fill(row);
    }

    private void Fill(int row)
    {
        var one = default(ItemCounters);
        int model = content.ModelRow(row);
        if ((uint)model < (uint)counters.Rows) counters.Read(model, new Span<ItemCounters>(ref one));
        columns.Fill(row, one, content.LogPrice(row));
    }

    private static ReadOnlySpan<ItemCounters> Read(IItemCounters counters, int from, int to)
    {
        var step = (_step ??= new ItemCounters[StepRows]).AsSpan(0, to - from);
        counters.Read(from, step);
        return step;
    }

    [ThreadStatic]
    private static ItemCounters[]? _step;
}
