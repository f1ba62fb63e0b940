using Recsys.Training.Data;
using Recsys.Training.Incremental;

namespace Recsys.Training.Tests.Incremental;

public sealed class IncrementWindowsTests
{
    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 1)]
    [InlineData(3, 20_000)]
    [InlineData(4, 5_000)]
    public void Of_AnyNewRows_AreAnswersOnceAndMomentsStayWhole(int seed, int rows)
    {
        var random = new Random(seed);
        var builder = new InteractionTableBuilder();
        long time = SyntheticShop.Start;
        for (int row = 0; row < rows + 50; row++)
        {
            // Long baskets, and now and then weeks of nothing.
            if (random.Next(8) == 0) time += random.Next(40) == 0 ? 20 * SyntheticShop.Day : random.Next(1, 90_000);
            builder.Add(SyntheticShop.Purchase(row % 40, row % 30, 0, 0) with { Id = $"{row}", TimeMs = time });
        }
        var table = builder.Build();
        int first = 50;
        while (first < table.Count - 1 && table.TimesMs[first] == table.TimesMs[first - 1]) first++;

        var windows = IncrementWindows.Of(table, first, SyntheticShop.Options);

        Assert.Equal(first, windows[0].Start);
        Assert.Equal(table.Count, windows[^1].End);
        for (int w = 0; w < windows.Count; w++)
        {
            Assert.InRange(windows[w].End - windows[w].Start, 1, table.Count);
            Assert.Equal(table.TimesMs[windows[w].Start], windows[w].AsOfMs);
            if (w == 0) continue;
            Assert.Equal(windows[w - 1].End, windows[w].Start);
            Assert.NotEqual(table.TimesMs[windows[w].Start - 1], table.TimesMs[windows[w].Start]);
        }
        Assert.InRange(windows.Count, Math.Min(2, rows / IncrementWindows.Rows), 50);
    }
}
