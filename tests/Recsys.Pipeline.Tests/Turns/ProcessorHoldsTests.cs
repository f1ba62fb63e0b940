using System.Numerics;
using Recsys.Pipeline.Turns;

namespace Recsys.Pipeline.Tests.Turns;

public sealed class ProcessorHoldsTests
{
    [TwoProcessorsFact]
    public void Of_AnyOtherNumberOfTurnsThanProcessors_HoldsNone()
    {
        int processors = Allowed();

        Assert.Null(ProcessorHolds.Of(processors - 1));
        Assert.Null(ProcessorHolds.Of(processors + 1));
        Assert.Equal(processors, ProcessorHolds.Of(processors)!.Processors.Length);
    }

    [TwoProcessorsFact]
    public void Hold_WhereNobodyComputes_StaysWhereItIs() => OnOwnThread(() =>
    {
        var holds = ProcessorHolds.Of(Allowed())!;
        int processor = holds.Processors[^1];
        Confine(processor);

        using var held = holds.Hold();

        Assert.Equal(processor, holds.Processors[held.Place]);
        Assert.Equal(1, Allowed());
    });

    [TwoProcessorsFact]
    public void Hold_WhereAnotherComputes_MovesToAFreeProcessorAndBack() => OnOwnThread(() =>
    {
        int processors = Allowed();
        var holds = ProcessorHolds.Of(processors)!;
        int shared = holds.Processors[0];
        WhileHeld(holds, shared, () =>
        {
            int moved = 0;
            // The system may have moved the thread itself: not a hundred times in a row.
            for (int i = 0; i < 100; i++)
            {
                GoTo(shared);
                using (var held = holds.Hold())
                {
                    Assert.True(held.Place > 0);
                    if (Allowed() == 1)
                    {
                        Assert.Equal(holds.Processors[held.Place], ThreadAffinity.Current);
                        // Nor may threads stay behind that are made meanwhile, such as the pool's.
                        OnOwnThread(() => Assert.Equal(processors, Allowed()));
                        moved++;
                    }
                }
                Assert.Equal(processors, Allowed());
            }
            Assert.True(moved > 0);
        });
        Confine(shared);
        using var again = holds.Hold();
        Assert.Equal(shared, holds.Processors[again.Place]);
    });

    [TwoProcessorsFact]
    public void Hold_ByAThreadKeptOffAllOthers_StaysAndHoldsNone() => OnOwnThread(() =>
    {
        var holds = ProcessorHolds.Of(Allowed())!;
        int shared = holds.Processors[0];
        Confine(shared);
        WhileHeld(holds, shared, () =>
        {
            using var held = holds.Hold();
            Assert.True(held.Place < 0);
            Assert.Equal(shared, ThreadAffinity.Current);
        });
        Assert.Equal(1, Allowed());
        using var again = holds.Hold();
        Assert.Equal(0, again.Place);
    });

    [TwoProcessorsFact]
    public void Hold_ByAsManyThreadsAsThereArePlaces_IsEachPlaceOnce()
    {
        var holds = ProcessorHolds.Of(Allowed())!;
        using var turns = new SemaphoreSlim(holds.Processors.Length);
        int[] holders = new int[holds.Processors.Length];
        int most = 0;
        var threads = Enumerable.Range(0, 4 * holders.Length).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < 500; i++)
            {
                turns.Wait();
                using (var held = holds.Hold())
                {
                    if (Interlocked.Increment(ref holders[held.Place]) > 1) Interlocked.Increment(ref most);
                    Thread.Yield();
                    Interlocked.Decrement(ref holders[held.Place]);
                }
                turns.Release();
            }
        })).ToArray();

        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        Assert.Equal(0, most);
    }

    [TwoProcessorsFact]
    public void Hold_WhereAllAreHeld_HoldsNone() => OnOwnThread(() =>
    {
        int processors = Allowed();
        var holds = ProcessorHolds.Of(processors)!;
        Hold(processors);
        Assert.Equal(processors, Allowed());

        void Hold(int free)
        {
            using var held = holds.Hold();
            Assert.Equal(free > 0, held.Place >= 0);
            if (free > 0) Hold(free - 1);
        }
    });

    private static int Allowed()
    {
        ulong[] mask = new ulong[ThreadAffinity.Words];
        Assert.True(ThreadAffinity.TryRead(mask));
        return mask.Sum(BitOperations.PopCount);
    }

    private static void Confine(int processor)
    {
        ulong[] mask = new ulong[ThreadAffinity.Words];
        mask[processor / 64] = 1UL << (processor % 64);
        Assert.True(ThreadAffinity.TrySet(mask));
    }

    // Moves the thread there and lets it run anywhere again.
    private static void GoTo(int processor)
    {
        ulong[] all = new ulong[ThreadAffinity.Words];
        Assert.True(ThreadAffinity.TryRead(all));
        Confine(processor);
        Assert.True(ThreadAffinity.TrySet(all));
    }

    private static void WhileHeld(ProcessorHolds holds, int processor, Action act)
    {
        using var computing = new ManualResetEventSlim();
        using var ended = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            Confine(processor);
            using var held = holds.Hold();
            computing.Set();
            ended.Wait();
        });
        other.Start();
        computing.Wait();
        try
        {
            act();
        }
        finally
        {
            ended.Set();
            other.Join();
        }
    }

    // What a test does to its thread must not outlive it.
    private static void OnOwnThread(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                test();
            }
            catch (Exception error)
            {
                failure = error;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException("The test failed on its thread.", failure);
    }
}
