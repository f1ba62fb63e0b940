using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Tests.Features;

public sealed class ItemStatisticsFileTests : IDisposable
{
    private const long Day = 86_400_000;
    private const long Start = 1_300_000_000_000;
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    // More products than one step of reading holds, and ranges that begin and end anywhere.
    [Fact]
    public void Read_AnyRange_IsWhatWasSavedBitForBit()
    {
        var statistics = Random(10_000, seed: 5);
        byte[] saved = Write(statistics);
        using var file = ItemStatisticsFile.Open(_path);
        var random = new Random(6);

        Assert.Equal(24 + (80 * 10_000), saved.Length);
        Assert.Equal(statistics.Rows, file.Rows);
        for (int round = 0; round < 50; round++)
        {
            int first = random.Next(statistics.Rows), count = random.Next(statistics.Rows - first + 1);
            var (expected, found) = (new ItemCounters[count], new ItemCounters[count]);
            statistics.Read(first, expected);
            file.Read(first, found);
            Assert.Equal(expected, found);
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(9_999, new ItemCounters[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read(-1, new ItemCounters[1]));
    }

    // What earlier versions wrote: a header, then each column from first product to last.
    [Fact]
    public void Save_OneProduct_StandsColumnByColumn()
    {
        var statistics = new ItemStatistics(2);
        statistics.Apply(new HistoryEvent(1, Start, 2, 3, InteractionType.Purchase), known: true);

        byte[] saved = Write(statistics);

        Assert.Equal("RSIS"u8.ToArray(), saved[..4]);
        Assert.Equal(1, BitConverter.ToInt32(saved, 4));
        Assert.Equal(2, BitConverter.ToInt64(saved, 8));
        Assert.Equal(Start, BitConverter.ToInt64(saved, 16));
        double[] numbers = [.. Enumerable.Range(0, 16).Select(i => BitConverter.ToDouble(saved, 24 + (8 * i)))];
        Assert.Equal(
            [0, 0, 0, 1, 1, 1, 0, 1, 0, 1, 0, Math.Log(2), 0, 1, 0, Math.Log(4)], numbers);
        long[] times = [.. Enumerable.Range(16, 4).Select(i => BitConverter.ToInt64(saved, 24 + (8 * i)))];
        Assert.Equal([0, Start, 0, Start], times);
    }

    [Fact]
    public void Open_EveryOtherLength_IsRefused()
    {
        byte[] whole = Write(Random(3, seed: 7));

        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => ItemStatisticsFile.Open(_path));
        }
        File.WriteAllBytes(_path, [.. whole, 0]);
        Assert.Throws<InvalidDataException>(() => ItemStatisticsFile.Open(_path));
    }

    [Theory]
    [InlineData(0, 'X', "Not a file")]
    [InlineData(4, 9, "version 9")]
    [InlineData(15, 0x7F, "products")]
    public void Open_DamagedHeader_SaysWhat(int at, int value, string expected)
    {
        byte[] whole = Write(Random(3, seed: 7));
        whole[at] = (byte)value;
        File.WriteAllBytes(_path, whole);

        var refusal = Assert.Throws<InvalidDataException>(() => ItemStatisticsFile.Open(_path));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    private static ItemStatistics Random(int rows, int seed)
    {
        var random = new Random(seed);
        var statistics = new ItemStatistics(rows);
        for (int i = 0; i < rows * 2; i++)
        {
            var item = new HistoryEvent(
                random.Next(rows), Start + (random.Next(100) * Day), random.Next(20), random.Next(4),
                (InteractionType)random.Next(1, 5));
            statistics.Apply(item, known: random.Next(2) == 0);
        }
        return statistics;
    }

    private byte[] Write(ItemStatistics statistics)
    {
        using (var stream = File.Create(_path)) ItemStatisticsFile.Save(statistics, stream);
        return File.ReadAllBytes(_path);
    }
}
