using System.Numerics;

namespace Recsys.Pipeline.Turns;

/// <summary>
/// Which processors are being computed on, so that two computations never take turns on one while another is idle. A
/// thread that wakes where another computes is queued behind it, and the system notices only some milliseconds later
/// that there was a free processor: the 99th percentile of a request of one and a half. Thread-safe.
/// </summary>
internal sealed class ProcessorHolds
{
    // One flag to a cache line.
    private const int Apart = 16;

    private readonly int[] _held;
    private readonly int[] _placeOf = new int[ThreadAffinity.MostProcessors];
    // What the thread that holds a place was allowed before it was moved there.
    private readonly ulong[][] _before;

    private ProcessorHolds(ulong[] all)
    {
        var processors = new List<int>();
        for (int processor = 0; processor < ThreadAffinity.MostProcessors; processor++)
        {
            bool ours = (all[processor / 64] >> (processor % 64) & 1) != 0;
            _placeOf[processor] = ours ? processors.Count : -1;
            if (ours) processors.Add(processor);
        }
        Processors = [.. processors];
        _held = new int[Processors.Length * Apart];
        _before = [.. Processors.Select(_ => new ulong[ThreadAffinity.Words])];
    }

    /// <summary>The processors, ascending.</summary>
    public int[] Processors { get; }

    /// <summary>Those of this process.</summary>
    /// <param name="turns">Computations at once.</param>
    /// <returns>Null where as many computations as processors are not what is wanted: with fewer, as under a quota of
    /// processor time, others may use the rest and the system knows better; with more, some have to share.</returns>
    public static ProcessorHolds? Of(int turns)
    {
        if (!OperatingSystem.IsLinux()) return null;
        ulong[] all = new ulong[ThreadAffinity.Words];
        if (!ThreadAffinity.TryRead(all)) return null;
        return all.Sum(BitOperations.PopCount) == turns ? new ProcessorHolds(all) : null;
    }

    /// <summary>
    /// Holds the processor that the thread runs on, or moves the thread to one that is free where another computes on
    /// it. Where the thread stays, the system may go on moving it about.
    /// </summary>
    /// <returns>To be disposed of by the same thread; holds none where all that the thread may run on are held.
    /// </returns>
    public HeldProcessor Hold()
    {
        int current = ThreadAffinity.Current;
        int here = (uint)current < (uint)_placeOf.Length ? _placeOf[current] : -1;
        if (here >= 0 && TryTake(here)) return new HeldProcessor(this, here, moved: false);
        for (int i = 1; i <= Processors.Length; i++)
        {
            int place = (here + i) % Processors.Length;
            if (!TryTake(place)) continue;
            if (TryMove(place)) return new HeldProcessor(this, place, moved: true);
            Free(place);
        }
        return default;
    }

    /// <summary>Gives a processor back.</summary>
    public void GiveBack(int place, bool moved)
    {
        // Should none of those be the process's any more, the system has seen to the thread itself.
        if (moved) ThreadAffinity.TrySet(_before[place]);
        Free(place);
    }

    // Whoever runs the server may have kept it off some processors since it was started.
    private bool TryMove(int place)
    {
        int processor = Processors[place];
        ulong[] before = _before[place];
        if (!ThreadAffinity.TryRead(before) || (before[processor / 64] >> (processor % 64) & 1) == 0) return false;
        Span<ulong> only = stackalloc ulong[ThreadAffinity.Words];
        only.Clear();
        only[processor / 64] = 1UL << (processor % 64);
        return ThreadAffinity.TrySet(only);
    }

    private void Free(int place) => Volatile.Write(ref _held[place * Apart], 0);

    private bool TryTake(int place) => Interlocked.CompareExchange(ref _held[place * Apart], 1, 0) == 0;
}
