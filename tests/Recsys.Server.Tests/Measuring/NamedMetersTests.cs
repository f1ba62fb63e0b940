using Recsys.Server.Measuring;

namespace Recsys.Server.Tests.Measuring;

public sealed class NamedMetersTests
{
    [Fact]
    public void Of_TheSameName_IsTheSameMeter()
    {
        var meters = new NamedMeters<object>(_ => new object());
        var first = meters.Of("home");
        Assert.NotNull(first);
        Assert.Same(first, meters.Of(new string("home".ToCharArray())));
        Assert.NotSame(first, meters.Of("similar"));
    }

    [Fact]
    public void Of_MoreNamesThanThereMayBe_MeasuresTheFirst()
    {
        var meters = new NamedMeters<string>(name => name);
        for (int i = 0; i < NamedMeters<string>.Most; i++) Assert.NotNull(meters.Of($"n{i:00}"));
        Assert.Null(meters.Of("one more"));
        Assert.Equal("n07", meters.Of("n07"));
        Assert.Equal(NamedMeters<string>.Most, meters.All.Count());
    }
}
