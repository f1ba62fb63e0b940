using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Erasure;
using Recsys.Storage.Features;
using Recsys.Storage.Interactions;
using Recsys.Storage.Native;
using Recsys.Storage.State;
using Recsys.Storage.Tests.State;

namespace Recsys.Storage.Tests.Features;

public sealed class FeatureSessionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly LayoutRegister _layouts = new(OnlineFeatureSchema.Standard);
    private readonly byte[] _memory = GC.AllocateArray<byte>(StateKey.MostBytes, pinned: true);
    private readonly StateStore _store;
    private readonly FeatureSession _session;

    public FeatureSessionTests()
    {
        _store = new StateStore(_folder.Path, 4 << 20, Samples.Options(_folder), null);
        _session = new FeatureSession(_store.Kv, _layouts, new SessionBounds(new ErasedCustomers()));
    }

    public void Dispose()
    {
        _session.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Apply_RecordThatIsOnDisk_GoesOnAndGivesTheResult()
    {
        var result = new FeatureBytes();
        Assert.True(Apply(StateKey.OfRow(7, _memory), OnlineEntity.Product, result));
        PushOutToDisk();

        Assert.False(Apply(StateKey.OfRow(7, _memory), OnlineEntity.Product, result));

        Assert.Equal(2, ViewsOf(result));
        Assert.Equal(2, ViewsOf(_session.Read(StateKey.OfRow(7, _memory))!));
        Assert.Null(_session.Read(StateKey.OfRow(8, _memory)));
    }

    [Fact]
    public async Task TryRead_RecordOnDiskThatTheSystemHasInMemory_IsThereAtOnce()
    {
        Apply(StateKey.OfRow(7, _memory), OnlineEntity.Product);
        PushOutToDisk();
        bool atOnce = false;
        // The system may have needed the memory for something else; what was just read is there again.
        for (int i = 0; i < 100 && !atOnce; i++)
        {
            atOnce = _session.TryRead(StateKey.OfRow(7, _memory), out var found);
            if (!atOnce) found = await _session.FinishAsync(CancellationToken.None);
            Assert.Equal(1, ViewsOf(found!));
        }

        // Some file systems have no reads that do not wait.
        Assert.True(atOnce || CachedRead.IsRefused);
    }

    [Fact]
    public async Task TryRead_RecordThatTheDiskIsAskedFor_ComesLater()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with
        {
            OpenStateDevice = (path, faults) => new WaitingStateDevice(path, faults),
        };
        using var store = new StateStore(folder.Path, 4 << 20, options, null);
        using var session = new FeatureSession(store.Kv, _layouts, new SessionBounds(new ErasedCustomers()));
        var input = new FeatureInput
        {
            Entity = OnlineEntity.Product,
            Event = new(7, Samples.StartMs, 0, 0, InteractionType.View),
        };
        for (int row = 7; store.Kv.Log.HeadAddress <= store.Kv.Log.BeginAddress + (1 << StateStore.PageBits); row++)
            session.Apply(StateKey.OfRow(row, _memory), ref input);

        bool later = false;
        // Whoever reads for it may be done before it is asked again.
        for (int i = 0; i < 1_000 && !later; i++)
        {
            later = !session.TryRead(StateKey.OfRow(7, _memory), out var found);
            if (later) found = await session.FinishAsync(CancellationToken.None);
            Assert.Equal(1, ViewsOf(found!));
        }

        Assert.True(later);
    }

    [Fact]
    public void Remove_RecordThatIsOnDisk_RemovesItOnce()
    {
        Apply(StateKey.OfRow(7, _memory), OnlineEntity.Product);
        PushOutToDisk();
        Assert.True(_session.Remove(StateKey.OfRow(7, _memory)));
        Assert.False(_session.Remove(StateKey.OfRow(7, _memory)));
        Assert.Null(_session.Read(StateKey.OfRow(7, _memory)));
    }

    [Fact]
    public void Apply_RecordsThatHaveRoom_AllocatesNothing()
    {
        using var writer = new FeatureWriter(
            _store.Kv, _layouts, new SessionBounds(new ErasedCustomers()),
            new ProductActivity(OnlineFeatureSchema.Standard));
        var ids = GC.AllocateArray<byte>(8, pinned: true);
        "annvisit"u8.CopyTo(ids);
        // Until every part is as large as it gets.
        for (int i = 0; i < 1000; i++) Apply(i);

        // What happens once, such as a thread's first wait for an epoch, is not what an interaction costs.
        long allocated = Enumerable.Range(0, 3).Min(round => AllocatedBy(from: 1000 + (round * 10_000)));

        Assert.InRange(allocated, 0, 1024);

        long AllocatedBy(int from)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = from; i < from + 10_000; i++) Apply(i);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Apply(int number)
        {
            var view = new InteractionView
            {
                Customer = ids.AsSpan(0, 3),
                Session = ids.AsSpan(3, 5),
                Event = new(7, Samples.StartMs + number, 0, 0, InteractionType.View),
            };
            writer.Apply(view, default, number);
        }
    }

    private void PushOutToDisk()
    {
        long written = _store.Kv.Log.TailAddress;
        for (int i = 0; _store.Kv.Log.HeadAddress <= written; i++)
            Apply(StateKey.Of(StateKey.CustomerHistory, $"filler {i}", _memory), OnlineEntity.Customer);
    }

    private bool Apply(FASTER.core.SpanByte key, OnlineEntity entity, FeatureBytes? result = null)
    {
        var input = new FeatureInput
        {
            Entity = entity,
            Event = new(7, Samples.StartMs, 0, 0, InteractionType.View),
        };
        return _session.Apply(key, ref input, result);
    }

    private double ViewsOf(FeatureBytes bytes) => RecordValues
        .ToSet(_layouts.Of(bytes.Record), bytes.Record, OnlineFeatureSchema.Standard.Product)["views"].Number;
}
