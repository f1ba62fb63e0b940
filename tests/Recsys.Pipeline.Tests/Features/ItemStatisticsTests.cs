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
            Assert.Equal(1, statistics[0].Decayed(h, Start), 9);
            Assert.Equal(0.5, statistics[0].Decayed(h, later), 9);
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
            Assert.Equal(inTime[0].Decayed(h, Start + (20 * Day)), late[0].Decayed(h, Start + (20 * Day)), 9);
        Assert.Equal(20, late[0].AgeDays(Start + (20 * Day)), 9);
        Assert.Equal(10, late[0].IdleDays(Start + (20 * Day)), 9);
    }

    [Fact]
    public void Apply_PricesAndKnownCustomers_AreAveraged()
    {
        var statistics = new ItemStatistics(1);
        statistics.Apply(new HistoryEvent(0, Start, 2, 3, InteractionType.Purchase), known: false);
        statistics.Apply(new HistoryEvent(0, Start, 8, 0, InteractionType.Purchase), known: true);

        Assert.Equal(Math.Log(4), statistics[0].MeanLogPrice, 9);
        Assert.Equal(Math.Log(4) / 2, statistics[0].MeanLogQuantity, 9);
        Assert.Equal(0.5, statistics[0].RepeatShare, 9);
    }

    [Fact]
    public void Apply_RowBeyondTheRoom_MakesRoom()
    {
        var statistics = new ItemStatistics(0);
        statistics.Apply(Purchase(1000, Start), known: false);

        Assert.Equal(1001, statistics.Rows);
        Assert.True(statistics[1000].Met);
        Assert.False(statistics[999].Met);
        Assert.False(statistics[5000].Met);
        Assert.True(double.IsNaN(statistics[999].AgeDays(Start)));
    }

    private static HistoryEvent Purchase(int row, long timeMs) => new(row, timeMs, 1, 1, InteractionType.Purchase);
}
