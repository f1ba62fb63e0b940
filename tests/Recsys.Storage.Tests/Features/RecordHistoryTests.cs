using FsCheck.Fluent;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Features.Online;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Features;

namespace Recsys.Storage.Tests.Features;

public class RecordHistoryTests
{
    // One for all records, as requests reuse theirs: nothing of the one before may be left.
    private readonly UserHistory _filled = new();

    // Training replays through UserHistory.Apply, serving updates the bytes: both must see the same customer.
    [Fact]
    public void Fill_AnyEvents_IsWhatUserHistoryMakesOfThem() => Property.Holds(
        FeatureCases.Interactions(700),
        items =>
        {
            if (items.Length == 0) return true;
            var expected = new UserHistory();
            var layouts = new LayoutRegister(OnlineFeatureSchema.Standard);
            var run = new FeatureRecordRun(layouts, OnlineEntity.Customer);
            foreach (var item in items)
            {
                int row = int.Parse(item.ProductId[1..]);
                expected.Apply(
                    new HistoryEvent(row, item.TimeMs, item.Price, item.Quantity, item.Type), item.Country);
                run.Apply(item, FeatureCases.Product(row), row);
            }
            RecordValues.Fill(_filled, layouts.Of(run.Record), run.Record);
            AssertSame(expected, _filled);
            return true;
        }, count: 60);

    [Fact]
    public void Fill_EverythingBought_StopsRememberingAtTheLimit()
    {
        var layouts = new LayoutRegister(OnlineFeatureSchema.Standard);
        var run = new FeatureRecordRun(layouts, OnlineEntity.Customer);
        var item = Samples.Interaction(1) with { Country = "" };
        int limit = OnlineFeatureSchema.Standard.Customer
            .Single(feature => feature.Name == OnlineFeatureNames.PurchasedProducts).Limit;
        // Descending, so that each is put in front.
        for (int row = limit + 5; row > 0; row--) run.Apply(item, FeatureCases.Product(1), row);
        var history = _filled;
        RecordValues.Fill(history, layouts.Of(run.Record), run.Record);
        Assert.Equal(limit, history.PurchasedRows.Count);
        Assert.Equal(limit + 5, history.PurchaseCount);
        Assert.DoesNotContain(5, history.PurchasedRows);
        // FASTER's pages are of 1 MiB.
        Assert.InRange(run.Record.Length, limit * 4, 150_000);
    }

    [Fact]
    public void Sizes_OfEntries_AreWhatIsStored()
    {
        Assert.Equal(20, System.Runtime.CompilerServices.Unsafe.SizeOf<StoredEvent>());
        Assert.Equal(20, System.Runtime.CompilerServices.Unsafe.SizeOf<StoredCount>());
    }

    [Fact]
    public void StoredEvent_LatestTimeAndEveryType_ComesBack() => Property.Holds(
        from type in Gen.Choose(1, 5)
        from before in Gen.Choose(0, 1000)
        select new HistoryEvent(
            before, StorageLimits.LatestTimeMs - before, before / 2f, before, (InteractionType)type),
        item => new StoredEvent(item).ToEvent() == item);

    internal static void AssertSame(UserHistory expected, UserHistory? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Events, actual.Events);
        Assert.Equal(expected.PurchasedRows.Order(), actual.PurchasedRows.Order());
        Assert.Equal(
            (expected.TotalCount, expected.PurchaseCount, expected.TotalSpend, expected.FirstTimeMs,
                expected.LastTimeMs),
            (actual.TotalCount, actual.PurchaseCount, actual.TotalSpend, actual.FirstTimeMs, actual.LastTimeMs));
        Assert.Equal(expected.Country, actual.Country);
    }
}
