using System.Globalization;
using System.Text;
using Recsys.Training.Import.Mapping;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Tests.Import.Rows;

public sealed class TimePatternTests
{
    [Theory]
    [InlineData("iso", "2011-08-31", "2011-08-31T00:00:00.000Z")]
    [InlineData("iso", "2011-08-31 16:45", "2011-08-31T16:45:00.000Z")]
    [InlineData("iso", "2011-08-31T16:45:07.5", "2011-08-31T16:45:07.500Z")]
    [InlineData("iso", "2011-08-31T16:45:07.123456789Z", "2011-08-31T16:45:07.123Z")]
    [InlineData("iso", "2011-08-31 16:45:07+02:00", "2011-08-31T14:45:07.000Z")]
    [InlineData("iso", "2011-08-31 16:45:07-0530", "2011-08-31T22:15:07.000Z")]
    [InlineData("unix", "1314809107", "2011-08-31T16:45:07.000Z")]
    [InlineData("unix", "1314809107.25", "2011-08-31T16:45:07.250Z")]
    [InlineData("unixMs", "1314809107250", "2011-08-31T16:45:07.250Z")]
    [InlineData("any", "1314809107", "2011-08-31T16:45:07.000Z")]
    [InlineData("any", "1314809107250", "2011-08-31T16:45:07.250Z")]
    [InlineData("any", "2011-08-31 16:45:07", "2011-08-31T16:45:07.000Z")]
    [InlineData("dd/MM/yyyy HH:mm", "31/08/2011 16:45", "2011-08-31T16:45:00.000Z")]
    [InlineData("M/d/yy h:mm tt", "8/31/11 4:45 PM", "2011-08-31T16:45:00.000Z")]
    [InlineData("M/d/yyyy h:mm tt", "12/1/2011 12:05 am", "2011-12-01T00:05:00.000Z")]
    [InlineData("yyyyMMddTHHmmss.fff", "20110831T164507.250", "2011-08-31T16:45:07.250Z")]
    public void TryParse_GoodTime_GivesMilliseconds(string format, string text, string expected)
    {
        Assert.True(Pattern(format).TryParse(Encoding.UTF8.GetBytes(text), out long timeMs));

        Assert.Equal(expected, DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-ddTHH:mm:ss.fffZ",
            CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("iso", "")]
    [InlineData("iso", "2011-02-29")]
    [InlineData("iso", "2011-13-01")]
    [InlineData("iso", "2011-08-31 24:00")]
    [InlineData("iso", "2011-08-31 16:45:07.")]
    [InlineData("iso", "2011-08-31 16:45:07 left over")]
    [InlineData("iso", "2011-08-31 16:45+24:00")]
    [InlineData("iso", "0000-01-01")]
    [InlineData("unix", "1314809107x")]
    [InlineData("unix", "1e300")]
    [InlineData("unix", "NaN")]
    [InlineData("unixMs", "99999999999999999999")]
    [InlineData("dd/MM/yyyy HH:mm", "08/31/2011 16:45")]
    [InlineData("dd/MM/yyyy HH:mm", "31/08/2011")]
    [InlineData("M/d/yyyy h:mm tt", "1/1/2011 13:00 PM")]
    public void TryParse_NoTime_IsRefused(string format, string text)
    {
        Assert.False(Pattern(format).TryParse(Encoding.UTF8.GetBytes(text), out _));
    }

    [Fact]
    public void TryParse_ZoneGiven_TakesItsSummerTimeIntoAccount()
    {
        Assert.True(TimePattern.TryCreate(new TimeColumn("t", "iso", "Europe/London"), out var pattern, out _));

        Assert.True(pattern.TryParse("2011-07-01 12:00"u8, out long summer));
        Assert.True(pattern.TryParse("2011-01-01 12:00"u8, out long winter));

        Assert.Equal(11, DateTimeOffset.FromUnixTimeMilliseconds(summer).Hour);
        Assert.Equal(12, DateTimeOffset.FromUnixTimeMilliseconds(winter).Hour);
    }

    [Theory]
    [InlineData("dd/MM HH:mm", "lacks the year")]
    [InlineData("yyyy-MM-dd quatsch", "'q' means nothing")]
    public void TryCreate_FormatThatCannotBe_SaysWhy(string format, string problem)
    {
        Assert.False(TimePattern.TryCreate(new TimeColumn("t", format), out _, out string found));

        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    private static TimePattern Pattern(string format)
    {
        Assert.True(TimePattern.TryCreate(new TimeColumn("t", format), out var pattern, out string problem), problem);
        return pattern;
    }
}
