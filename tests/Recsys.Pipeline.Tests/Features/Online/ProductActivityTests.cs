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

    // Records grow, shrink and take each other's places; what is read is what was written last.
    [Fact]
    public void Write_AnyNumbers_AreThoseWrittenLast()
    {
        var random = new Random(8);
        OnlineFeature[] features =
            [.. OnlineFeatureSchema.Standard.Product.Where(feature => feature.Slots > 0)];
        var written = new Dictionary<int, long[]>();
        for (int round = 0; round < 20_000; round++)
        {
            int row = random.Next(3) * 5000 + random.Next(300);
            var slots = new long[_activity.Slots];
            for (int i = random.Next(slots.Length); i >= 0; i--)
                slots[random.Next(slots.Length)] = BitConverter.DoubleToInt64Bits(1 + random.NextDouble());
            _activity.Write(row, slots);
            written[row] = slots;
        }

        foreach (var (row, slots) in written)
        {
            Assert.True(_activity.Has(row));
            int at = 0;
            foreach (var feature in features)
            {
                var column = _activity.Column(feature.Name);
                Assert.Equal(slots[at], _activity.TimeMs(column, row));
                for (int life = 0; life < feature.HalfLives.Count; life++)
                    Assert.Equal(BitConverter.Int64BitsToDouble(slots[at + 1 + life]),
                        _activity.Decayed(column, life, row, long.MinValue));
                at += feature.Slots;
            }
        }
        // No more than if every product had all numbers, although each was written twenty times over.
        Assert.InRange(_activity.MemoryBytes, 1, (900 * 240) + (3 * 1024 * 8) + (2 << 19));
    }

    // Another row's record may stand where a reader looks for its own.
    [Fact]
    public async Task Decayed_WhileRecordsChangePlaces_IsItsRowsOwn()
    {
        var views = _activity.Column(OnlineFeatureNames.RecentViews);
        Put(1, DayMs, 1);
        Put(2, DayMs, 2);
        var writing = Task.Run(() =>
        {
            var random = new Random(9);
            var slots = new long[_activity.Slots];
            for (int round = 0; round < 300_000; round++)
            {
                int row = 1 + (round % 2);
                Fill(slots, DayMs, row);
                for (int i = random.Next(8); i > 0; i--)
                    if (slots[i] == 0) slots[i] = -1;
                _activity.Write(row, slots);
            }
        });
        long wrong = 0;
        do
        {
            for (int row = 1; row <= 2; row++)
                if (_activity.Decayed(views, 1, row, 0) != row) wrong++;
        }
        while (!writing.IsCompleted);
        await writing;
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void MemoryBytes_ManyProductsThatWereOnlyViewed_IsUnderAHundredEach()
    {
        const int Rows = 50_000;
        for (int row = 0; row < Rows; row++) Put(row, DayMs, 1);
        Assert.InRange(_activity.MemoryBytes / (double)Rows, 40, 80);
    }

    private void Put(int row, long timeMs, double value)
    {
        var slots = new long[_activity.Slots];
        Fill(slots, timeMs, value);
        _activity.Write(row, slots);
    }

    private static void Fill(Span<long> slots, long timeMs, double value)
    {
        slots.Clear();
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
    }
}
