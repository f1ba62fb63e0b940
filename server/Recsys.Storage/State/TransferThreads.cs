using System.Collections.Concurrent;
using Recsys.Storage.Native;

namespace Recsys.Storage.State;

/// <summary>
/// Threads that wait for the disk, so that none of those that answer requests does: a checkpoint hands over hundreds of
/// pages at once, and a request would wait behind all of them. They last as long as the process.
/// </summary>
internal sealed class TransferThreads
{
    // Behind requests, beside the writer.
    private const int StateNice = 4;
    private readonly BlockingCollection<Action> _work = [];

    private TransferThreads(string name, int count, int nice)
    {
        for (int i = 0; i < count; i++) new Thread(() => Serve(nice)) { IsBackground = true, Name = name }.Start();
    }

    /// <summary>Writes of the journal, which acknowledgements wait for.</summary>
    public static TransferThreads Journal { get; } = new("recsys journal", 2, 0);

    /// <summary>Writes of the state and its checkpoints, which nobody waits for.</summary>
    public static TransferThreads State { get; } = new("recsys state", 2, StateNice);

    /// <summary>Reads of what is not in memory, which requests wait for.</summary>
    public static TransferThreads Reads { get; } = new("recsys reads", 4, 0);

    /// <summary>Has a transfer done. It throws nothing.</summary>
    public void Add(Action transfer) => _work.Add(transfer);

    private void Serve(int nice)
    {
        if (nice > 0) ThreadNice.Set(nice);
        foreach (var transfer in _work.GetConsumingEnumerable()) transfer();
    }
}
