using Recsys.Server.Models;
using Recsys.Server.Tests.Testing;

namespace Recsys.Server.Tests.Models;

public sealed class WarmUpPaceTests
{
    private const double RoundSeconds = 0.01;
    private readonly MovedClock _time = new();
    private long _compiled;

    [Fact]
    public void Next_NoTimeAtAll_MakesTheFewestRounds() =>
        Assert.Equal(WarmUpPace.FewestRounds, RoundsOf(TimeSpan.Zero, _ => 1));

    [Fact]
    public void Next_NothingMoreIsCompiled_EndsAQuarterOfASecondLater() =>
        Assert.Equal(40 + 25, RoundsOf(TimeSpan.FromSeconds(2), round => round <= 40 ? 1 : 0));

    [Fact]
    public void Next_CompilingNeverEnds_EndsAtTheLimit() =>
        Assert.Equal(200, RoundsOf(TimeSpan.FromSeconds(2), _ => 1));

    private int RoundsOf(TimeSpan most, Func<int, int> compiledBy)
    {
        var pace = new WarmUpPace(most, () => _compiled, _time);
        while (pace.Next())
        {
            _compiled += compiledBy(pace.Rounds);
            _time.Move(RoundSeconds);
        }
        return pace.Rounds;
    }
}
