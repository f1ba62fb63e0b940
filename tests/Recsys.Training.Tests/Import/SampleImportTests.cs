namespace Recsys.Training.Tests.Import;

/// <summary>The figures were counted independently with Python's csv module under the same rules.</summary>
public sealed class SampleImportTests
{
    [Fact]
    public async Task ReadAsync_Sample_CountsEveryRow()
    {
        var (table, report) = await Sample.ReadAsync();

        Assert.Equal(823_643, report.Rows);
        Assert.Equal(617_408, report.Accepted);
        Assert.Equal(
            new Dictionary<string, long>
            {
                ["anonymous"] = 188_241,
                ["cancellation"] = 15_724,
                ["not a product"] = 2_219,
                ["price not above 0"] = 51,
            },
            report.Dropped);
        Assert.Empty(report.Rejected);
        Assert.Equal(617_408, table.Count);
        Assert.Equal(5_224, table.UserCount);
        Assert.Equal(4_403, table.ItemCount);
    }

    [Fact]
    public async Task ReadAsync_SampleSplitInJune_HasTheProtocolsCustomers()
    {
        long june = new DateTimeOffset(2011, 6, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var (table, _) = await Sample.ReadAsync();

        var train = table.Before(june);
        var test = table.From(june);

        Assert.Equal(1_503, Enumerable.Range(0, test.UserCount).Count(user => HasItem(user, allowBought: false)));
        Assert.Equal(1_624, Enumerable.Range(0, test.UserCount).Count(user => HasItem(user, allowBought: true)));

        bool HasItem(int user, bool allowBought)
        {
            if (!train.TryGetUser(test.UserIds[user], out int before)) return false;
            var bought = train.RowsOfUser(before).ToArray().Select(row => train.Items[row]).ToHashSet();
            foreach (int row in test.RowsOfUser(user))
                if (train.TryGetItem(test.ItemIds[test.Items[row]], out int item)
                    && (allowBought || !bought.Contains(item)))
                    return true;
            return false;
        }
    }
}
