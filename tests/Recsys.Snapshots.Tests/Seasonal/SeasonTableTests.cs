using Recsys.Snapshots.Seasonal;

namespace Recsys.Snapshots.Tests.Seasonal;

public sealed class SeasonTableTests
{
    [Theory]
    [InlineData(26, 0)]
    [InlineData(29, 3)]
    [InlineData(52, 0)]
    [InlineData(0, 0)]
    [InlineData(-1, 25)]
    public void At_AnyMoment_IsTheFortnightOfItsYear(int periods, int expected)
    {
        var table = SeasonTables.Of(1);

        Assert.Equal(expected, table.At(periods * SeasonTables.PeriodMs).Period);
        Assert.Equal(expected, table.At(((periods + 1) * SeasonTables.PeriodMs) - 1).Period);
    }

    [Fact]
    public void At_Season_AddsUpTheEightWeeksAheadAcrossTheYearsEnd()
    {
        var table = SeasonTables.Of(3, (23, 0, 10), (24, 0, 1), (25, 1, 2), (0, 0, 3), (1, 1, 4), (2, 2, 100));

        var season = table.At(24 * SeasonTables.PeriodMs);

        Assert.Equal(Math.Log(5), season[0], 5);
        Assert.Equal(Math.Log(7), season[1], 5);
        Assert.Equal(0, season[2], 5);
        Assert.Equal([1, 0], season.Best);
    }

    [Fact]
    public void At_SameFortnight_IsMadeOnce()
    {
        var table = SeasonTables.Of(1, (0, 0, 1));

        Assert.Same(table.At(1), table.At(2));
        Assert.NotSame(table.At(1), table.At(1 + SeasonTables.PeriodMs));
    }

    [Fact]
    public void Table_ColumnsThatDoNotFit_AreRefused()
    {
        var (rows, counts) = (new int[SeasonTable.Periods][], new float[SeasonTable.Periods][]);
        Array.Fill(rows, []);
        Array.Fill(counts, []);
        counts[3] = [1];

        Assert.Throws<ArgumentException>(() => new SeasonTable(1, 0, rows, counts));
        Assert.Throws<ArgumentException>(() => new SeasonTable(1, 0, rows[1..], counts[1..]));
    }
}
