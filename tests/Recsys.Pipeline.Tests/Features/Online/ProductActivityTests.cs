using Recsys.Pipeline.Features.Online;

namespace Recsys.Pipeline.Tests.Features.Online;

public class ProductActivityTests
{
    private const long DayMs = 86_400_000;
    private readonly ProductActivity _activity = new(OnlineFeatureSchema.Standard);

    [Fact]
    public void Columns_NobodyDidAnything_AreEmpty()
    {
        Assert.Equal(0, _activity.Number(_activity.Column(OnlineFeatureNames.Views), 7));
        Assert.Equal(0, _activity.TimeMs(_activity.Column(OnlineFeatureNames.LastSold), 7));
        Assert.Equal(0, _activity.Decayed(_activity.Column(OnlineFeatureNames.RecentViews), 0, 7, DayMs));
        Assert.Equal(0, _activity.Number(_activity.Column(OnlineFeatureNames.Views), -1));
        Assert.Equal(0, _activity.Rows);
    }

    [Fact]
    public void Column_WithoutNumbers_SaysSo()
    {
        Assert.Throws<ArgumentException>(() => _activity.Column("unknown"));
        Assert.Throws<ArgumentException>(() => _activity.Column(OnlineFeatureNames.Conversion));
    }

    [Fact]
    public void Decayed_LaterTimes_Halves()
    {
        var views = _activity.Column(OnlineFeatureNames.RecentViews);
        Put(3000, DayMs, 8);
        Assert.Equal(3001, _activity.Rows);
        Assert.Equal(8, _activity.Decayed(views, 1, 3000, 0));
        Assert.Equal(8, _activity.Decayed(views, 1, 3000, DayMs));
        Assert.Equal(4, _activity.Decayed(views, 1, 3000, 2 * DayMs), 9);
        Assert.Equal(1, _activity.Decayed(views, 1, 3000, 4 * DayMs), 9);
        // Others of the same block stay empty.
        Assert.Equal(0, _activity.Decayed(views, 1, 3001, DayMs));
    }

    // Time and value are written together: a reader that took one of each would see a value that never was.
    [Fact]
    public async Task Decayed_WhileWritten_NeverSeesHalfAnUpdate()
    {
        var views = _activity.Column(OnlineFeatureNames.RecentViews);
        const int Updates = 200_000;
        Put(5, 1 * DayMs, Value(1));
        long torn = 0, reads = 0;
        var writing = Task.Run(() =>
        {
            for (int day = 2; day <= Updates; day++) Put(5, (1 + (day % 16)) * DayMs, Value(1 + (day % 16)));
        });
        do
        {
            double value = _activity.Decayed(views, 1, 5, 17 * DayMs);
            if (Math.Abs(value - 1) > 1e-9) torn++;
            reads++;
        }
        while (!writing.IsCompleted);
        await writing;
        Assert.Equal(0, torn);
        Assert.True(reads > 0);

        // Whatever the day, it has halved to 1 by day 17.
        static double Value(int day) => Math.Pow(2, 17 - day);
    }

    private void Put(int row, long timeMs, double value)
    {
        var slots = new long[_activity.Slots];
        int at = 0;
        foreach (var feature in OnlineFeatureSchema.Standard.Product)
        {
            if (feature.Name == OnlineFeatureNames.RecentViews)
            {
                slots[at] = timeMs;
                for (int i = 1; i < feature.Slots; i++) slots[at + i] = BitConverter.DoubleToInt64Bits(value);
            }
            at += feature.Slots;
        }
        _activity.Write(row, slots);
    }
}
