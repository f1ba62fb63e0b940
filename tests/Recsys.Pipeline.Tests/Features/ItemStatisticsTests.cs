using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Tests.Features;

public sealed class ItemStatisticsTests
{
    private const long Day = 86_400_000;
    private const long Start = 1_300_000_000_000;

    [Fact]
    public void Decayed_OneHalfLifeLater_IsHalf()
    {
        var statistics = new ItemStatistics(1);
        statistics.Apply(Purchase(0, Start), known: false);

        for (int h = 0; h < ItemStatistics.HalfLives; h++)
        {
            long later = Start + (long)(ItemStatistics.HalfLivesDays[h] * Day);
            Assert.Equal(1, statistics.Decayed(0, h, Start), 9);
            Assert.Equal(0.5, statistics.Decayed(0, h, later), 9);
        }
    }

    [Fact]
    public void Apply_LateEvent_CountsAsIfItHadComeInTime()
    {
        HistoryEvent[] events = [Purchase(0, Start), Purchase(0, Start + (3 * Day)), Purchase(0, Start + (10 * Day))];
        var inTime = new ItemStatistics(1);
        var late = new ItemStatistics(1);
        foreach (var item in events) inTime.Apply(item, known: false);
        foreach (var item in events.Reverse()) late.Apply(item, known: false);

        for (int h = 0; h < ItemStatistics.HalfLives; h++)
            Assert.Equal(inTime.Decayed(0, h, Start + (20 * Day)), late.Decayed(0, h, Start + (20 * Day)), 9);
        Assert.Equal(20, late.AgeDays(0, Start + (20 * Day)), 9);
        Assert.Equal(10, late.IdleDays(0, Start + (20 * Day)), 9);
    }

    [Fact]
    public void Apply_PricesAndKnownCustomers_AreAveraged()
    {
        var statistics = new ItemStatistics(1);
        statistics.Apply(new HistoryEvent(0, Start, 2, 3, InteractionType.Purchase), known: false);
        statistics.Apply(new HistoryEvent(0, Start, 8, 0, InteractionType.Purchase), known: true);

        Assert.Equal(Math.Log(4), statistics.MeanLogPrice(0), 9);
        Assert.Equal(Math.Log(4) / 2, statistics.MeanLogQuantity(0), 9);
        Assert.Equal(0.5, statistics.RepeatShare(0), 9);
    }

    [Fact]
    public void Apply_RowBeyondTheRoom_MakesRoom()
    {
        var statistics = new ItemStatistics(0);
        statistics.Apply(Purchase(1000, Start), known: false);

        Assert.Equal(1001, statistics.Rows);
        Assert.True(statistics.Has(1000));
        Assert.False(statistics.Has(999));
        Assert.False(statistics.Has(5000));
        Assert.True(double.IsNaN(statistics.AgeDays(999, Start)));
    }

    [Fact]
    public void Load_SavedCounters_AreEqualBitForBit()
    {
        var statistics = new ItemStatistics(3);
        statistics.Apply(new HistoryEvent(2, Start, 1.7f, 5, InteractionType.Purchase), known: false);
        statistics.Apply(new HistoryEvent(2, Start + Day, 1.9f, 1, InteractionType.View), known: true);
        using var stream = new MemoryStream();
        statistics.Save(stream);
        stream.Position = 0;

        var loaded = ItemStatistics.Load(stream);

        Assert.Equal(3, loaded.Rows);
        Assert.Equal(statistics.LastTimeMs, loaded.LastTimeMs);
        Assert.Equal(statistics.Decayed(2, 1, Start + (9 * Day)), loaded.Decayed(2, 1, Start + (9 * Day)));
        Assert.Equal(statistics.MeanLogPrice(2), loaded.MeanLogPrice(2));
        Assert.Equal(statistics.RepeatShare(2), loaded.RepeatShare(2));
    }

    [Fact]
    public void Load_EveryTruncation_IsRefused()
    {
        var statistics = new ItemStatistics(2);
        statistics.Apply(Purchase(1, Start), known: false);
        using var stream = new MemoryStream();
        statistics.Save(stream);
        byte[] whole = stream.ToArray();

        for (int length = 0; length < whole.Length; length += 7)
            Assert.Throws<InvalidDataException>(() => ItemStatistics.Load(new MemoryStream(whole, 0, length)));
    }

    private static HistoryEvent Purchase(int row, long timeMs) => new(row, timeMs, 1, 1, InteractionType.Purchase);
}
