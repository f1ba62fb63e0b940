using System.Text;
using FsCheck.Fluent;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Histories;

namespace Recsys.Storage.Tests.Histories;

public class HistoryLayoutTests
{
    private static readonly string[] Countries =
        ["", "Norway", "Österreich", new string('x', StorageLimits.CountryBytes)];

    // Training replays through UserHistory.Apply, serving updates the bytes: both must see the same customer.
    [Fact]
    public void TryApply_AnyEvents_DoesWhatUserHistoryDoes() => Property.Holds(
        from count in Gen.Choose(0, 700)
        from rows in Gen.Choose(0, 400).ArrayOf(count)
        from times in Gen.Choose(1, 5_000).ArrayOf(count)
        from types in Gen.Choose(1, 5).ArrayOf(count)
        from countries in Gen.Elements(Countries).ArrayOf(count)
        select (rows, times, types, countries),
        run =>
        {
            var expected = new UserHistory();
            byte[] record = new byte[HistoryLayout.FirstBytes];
            HistoryLayout.Initialize(record);
            for (int i = 0; i < run.rows.Length; i++)
            {
                var item = new HistoryEvent(
                    run.rows[i], run.times[i], run.rows[i] / 3f, run.rows[i] % 4, (InteractionType)run.types[i]);
                expected.Apply(item, run.countries[i]);
                Apply(ref record, item, Encoding.UTF8.GetBytes(run.countries[i]));
            }
            AssertSame(expected, HistoryLayout.ToHistory(record));
            return true;
        });

    [Fact]
    public void TryApply_EverythingBought_StopsRememberingAtTheLimit()
    {
        byte[] record = new byte[HistoryLayout.FirstBytes];
        HistoryLayout.Initialize(record);
        // Descending, so that each is put in front.
        for (int row = StorageLimits.PurchasedRows + 5; row > 0; row--)
            Apply(ref record, new HistoryEvent(row, 1, 1, 1, InteractionType.Purchase), default);
        Assert.Equal(HistoryLayout.MostBytes, record.Length);
        var history = HistoryLayout.ToHistory(record);
        Assert.Equal(StorageLimits.PurchasedRows, history.PurchasedRows.Count);
        Assert.Equal(StorageLimits.PurchasedRows + 5, history.PurchaseCount);
        Assert.DoesNotContain(5, history.PurchasedRows);
    }

    [Fact]
    public void HistoryEvent_Size_IsWhatIsStored() =>
        Assert.Equal(24, System.Runtime.CompilerServices.Unsafe.SizeOf<HistoryEvent>());

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

    private static void Apply(ref byte[] record, in HistoryEvent item, ReadOnlySpan<byte> country)
    {
        if (HistoryLayout.TryApply(record, item, country)) return;
        var larger = new byte[HistoryLayout.BytesAfter(record, item)];
        Assert.True(larger.Length > record.Length);
        HistoryLayout.CopyWithRoom(record, larger, item);
        record = larger;
        Assert.True(HistoryLayout.TryApply(record, item, country));
    }
}
