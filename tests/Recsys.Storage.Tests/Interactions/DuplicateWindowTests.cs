using FsCheck.Fluent;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Interactions;

public class DuplicateWindowTests
{
    [Fact]
    public void Add_AnySequence_RemembersTheLatestLikeAQueue() => Property.Holds(
        from capacity in Gen.Choose(1, 40)
        from ids in Gen.Choose(0, 90).ArrayOf(400)
        select (capacity, ids),
        run =>
        {
            var window = new DuplicateWindow(run.capacity);
            var model = new Queue<UInt128>();
            foreach (int number in run.ids)
            {
                // The low bits, which choose the place in the table, collide on purpose.
                var id = new UInt128((ulong)number, (ulong)number % 5);
                bool isNew = !model.Contains(id);
                Assert.Equal(isNew, window.Add(id));
                if (isNew) model.Enqueue(id);
                if (model.Count > run.capacity) model.Dequeue();
                Assert.Equal(model.Count, window.Count);
            }
            for (ulong number = 0; number <= 90; number++)
            {
                var id = new UInt128(number, number % 5);
                Assert.Equal(model.Contains(id), window.Contains(id));
            }
            return true;
        });

    [Fact]
    public void Load_OfCapture_KeepsOrder() => Property.Holds(
        from capacity in Gen.Choose(1, 30)
        from laterCapacity in Gen.Choose(1, 30)
        from count in Gen.Choose(0, 100)
        select (capacity, laterCapacity, count),
        run =>
        {
            var window = new DuplicateWindow(run.capacity);
            for (int i = 0; i < run.count; i++) window.Add((UInt128)i);
            var loaded = new DuplicateWindow(run.laterCapacity);
            loaded.Load(window.Capture());
            int kept = Math.Min(Math.Min(run.count, run.capacity), run.laterCapacity);
            Assert.Equal(kept, loaded.Count);
            for (int i = 0; i < run.count; i++) Assert.Equal(i >= run.count - kept, loaded.Contains((UInt128)i));
            // The oldest goes first from here on as well.
            if (kept < run.laterCapacity || kept == 0) return true;
            loaded.Add(UInt128.MaxValue);
            Assert.False(loaded.Contains((UInt128)(run.count - kept)));
            return true;
        });

    [Fact]
    public void Add_ManyIds_GrowsToItsCapacityAndStays()
    {
        var window = new DuplicateWindow(50_000);
        for (int i = 0; i < 120_000; i++) Assert.True(window.Add((UInt128)i * 7_919));
        Assert.Equal(50_000, window.Count);
        Assert.False(window.Contains((UInt128)69_999 * 7_919));
        Assert.True(window.Contains((UInt128)70_000 * 7_919));
    }
}
