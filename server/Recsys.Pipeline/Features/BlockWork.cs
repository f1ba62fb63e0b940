using System.Runtime.ExceptionServices;

namespace Recsys.Pipeline.Features;

/// <summary>Work over whole columns, cut into blocks that are done side by side on all processors.</summary>
public static class BlockWork
{
    /// <summary>Does all blocks; returns when the last one is done.</summary>
    /// <param name="blocks">Blocks.</param>
    /// <param name="work">Does the block of a number from 0; it writes nothing that another block writes.</param>
    /// <remarks>What a block throws is thrown here as it is.</remarks>
    public static void Run(int blocks, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            Parallel.For(0, blocks, work);
        }
        catch (AggregateException failed) when (failed.InnerException is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }
    }

    /// <summary>Does all rows, a range of rows at a time.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="step">Rows of a range, above 0.</param>
    /// <param name="work">Does the rows from its first argument to before its second.</param>
    public static void Run(int rows, int step, Action<int, int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Run((int)((rows + (long)step - 1) / step), block =>
            work(block * step, (int)Math.Min(rows, ((long)block + 1) * step)));
    }
}
