using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Import;

namespace Recsys.Training.Tests.Import.Plain;

/// <summary>Public data sets as they come, read without a mapping.</summary>
public sealed class PlainFileTests
{
    [Theory]
    // One customer a line with all products, as LightGCN's Gowalla; customers without a product stand alone.
    [InlineData("0 10 11 12\n1 11\n2 \n3\n4 12 10\n", "0:10,0:11,0:12,1:11,4:12,4:10")]
    [InlineData("0\t10\t11\t12\n1\t11\n2\t12\t10\t11\t13\n", "0:10,0:11,0:12,1:11,2:12,2:10,2:11,2:13")]
    [InlineData("1 1000 1001\r\n2 1002 1003\r\n", "1:1000,1:1001,2:1002,2:1003")]
    [InlineData("1 7 8 9 10 11\n2 7 9 8 10 12\n", "1:7,1:8,1:9,1:10,1:11,2:7,2:9,2:8,2:10,2:12")]
    // Pairs, with and without a header, whatever stands between them.
    [InlineData("1 1\n1 2\n2 1", "1:1,1:2,2:1")]
    [InlineData("A2X5 B0001\nA2X5 B0002\nA7Q1 B0001\n", "A2X5:B0001,A2X5:B0002,A7Q1:B0001")]
    [InlineData("1,10\n1,20\n2,10\n", "1:10,1:20,2:10")]
    [InlineData("1\t10\n1\t20\n2\t10\n", "1:10,1:20,2:10")]
    [InlineData("1;10\n1;20\n2;10\n", "1:10,1:20,2:10")]
    [InlineData("user item\n1 10\n2 20\n", "1:10,2:20")]
    [InlineData("user_id:token\titem_id:token\n1\t10\n2\t20\n", "1:10,2:20")]
    [InlineData("userId,movieId\n1,10\n2,20\n", "1:10,2:20")]
    public async Task Read_PairsAndLists_AreTheInteractionsInOrder(string text, string expected)
    {
        var table = await ReadAsync(text);

        Assert.Equal(expected, string.Join(",", Enumerable.Range(0, table.Count).Select(row =>
            $"{table.UserIds[table.Users[row]]}:{table.ItemIds[table.Items[row]]}")));
        Assert.All(table.TimesMs, time => Assert.Equal(0, time));
        Assert.All(table.Types, type => Assert.Equal(InteractionType.Purchase, type));
    }

    [Theory]
    // MovieLens in its four dresses, and Amazon's ratings.
    [InlineData("196\t242\t3\t881250949\n186\t302\t3\t891717742\n")]
    [InlineData("196::242::3::881250949\n186::302::3::891717742\n")]
    [InlineData("userId,movieId,rating,timestamp\n196,242,3.0,881250949\n186,302,3.0,891717742\n")]
    [InlineData("196 242 3 881250949\n186 302 3 891717742\n")]
    [InlineData("196,242,3.0,881250949\n186,302,3.0,891717742\n")]
    public async Task Read_RatingsWithTimes_AreRatings(string text)
    {
        var table = await ReadAsync(text);

        Assert.Equal(["196", "186"], table.UserIds);
        Assert.Equal(["242", "302"], table.ItemIds);
        Assert.Equal([881_250_949_000, 891_717_742_000], table.TimesMs);
        Assert.Equal([3f, 3f], table.Values);
        Assert.All(table.Types, type => Assert.Equal(InteractionType.Rating, type));
    }

    [Fact]
    public async Task Read_PairsWithTimes_HaveTimes()
    {
        var table = await ReadAsync("u1 p1 1600000000\nu2 p2 1500000000\n");

        Assert.Equal([1_500_000_000_000, 1_600_000_000_000], table.TimesMs);
        Assert.Equal("u2", table.UserIds[0]);
    }

    [Fact]
    public async Task Read_LongListAcrossBuffers_LosesNothing()
    {
        string first = string.Join(' ', Enumerable.Range(0, 90_000).Select(i => $"item{i}"));

        var table = await ReadAsync($"u1 {first}\nu2 item1 item2\n");

        Assert.Equal(90_002, table.Count);
        Assert.Equal("item89999", table.ItemIds[table.Items[89_999]]);
        Assert.Equal("u2", table.UserIds[table.Users[90_001]]);
    }

    [Fact]
    public async Task Read_Gzip_IsTheSame()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.WriteGzip("train.txt.gz", "0 10 11 12\n1 11\n");

        var (table, report) = await InteractionFiles.ReadAsync([path], mapping: null);

        Assert.Equal(4, table.Count);
        Assert.Contains(report.Notes, note => note.Contains("one customer a line", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_LineWithOtherFields_IsRejectedWithItsLine()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.Write("u.data", "1::10::3::881250949\n1::20::4\n2::10::5::881250950\n");

        var (table, report) = await InteractionFiles.ReadAsync([path], mapping: null);

        Assert.Equal(2, table.Count);
        Assert.Equal(2, Assert.Single(report.FirstRejects).Line);
        Assert.Contains("3 fields", report.FirstRejects[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_UnknownHeader_SaysWhatToDo()
    {
        using var scratch = new ScratchFolder();
        string path = scratch.Write("odd.csv", "kunde,artikel\na,b\n");

        var refusal = await Assert.ThrowsAsync<ImportException>(
            () => InteractionFiles.ReadAsync([path], mapping: null));

        Assert.Contains("odd.csv", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("kunde, artikel", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--mapping", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<InteractionTable> ReadAsync(string text)
    {
        using var scratch = new ScratchFolder();
        return (await InteractionFiles.ReadAsync([scratch.Write("data.txt", text)], mapping: null)).Table;
    }
}
