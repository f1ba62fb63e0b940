using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Tests.Features;

public class UserHistoryTests
{
    [Fact]
    public void Apply_LateCountry_IsOfTheLatestThatNamedOne()
    {
        var history = new UserHistory();
        history.Apply(View(timeMs: 50));
        history.Apply(View(timeMs: 20), "Norway");
        Assert.Equal("Norway", history.Country);
        history.Apply(View(timeMs: 10), "Denmark");
        Assert.Equal("Norway", history.Country);
        history.Apply(View(timeMs: 20), "Sweden");
        Assert.Equal("Sweden", history.Country);
        Assert.Equal((10, 50), (history.FirstTimeMs, history.LastTimeMs));
    }

    [Fact]
    public void Apply_SmallCapacity_KeepsTheLatestAndCountsAll()
    {
        var history = new UserHistory(capacity: 3);
        foreach (long timeMs in (long[])[5, 9, 1, 7, 8]) history.Apply(View(timeMs));
        Assert.Equal([7L, 8, 9], history.Events.Select(item => item.TimeMs));
        Assert.Equal(5, history.TotalCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => new UserHistory(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new UserHistory(UserHistory.Capacity + 1));
    }

    private static HistoryEvent View(long timeMs) => new(0, timeMs, 0, 0, InteractionType.View);
}
