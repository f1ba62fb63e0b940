using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Tuning;

namespace Recsys.Training.Tests.Tuning;

public sealed class TuningDataTests
{
    [Fact]
    public void At_DataWithTimes_PredictsTheLatestPart()
    {
        var table = SyntheticShop.Build();
        var data = TuningData.Of(table, seed: 1);

        var (train, test) = data.At(0);

        Assert.Equal(1, data.Rungs);
        Assert.True(train.TimesMs[^1] < test.TimesMs[0]);
        Assert.Equal(table.Count, train.Count + test.Count);
        double days = (test.TimesMs[^1] - test.TimesMs[0]) / (double)SyntheticShop.Day;
        Assert.InRange(days, 19, 20);
    }

    [Fact]
    public void At_LowerRungs_HasSomeOfTheCustomersWhole()
    {
        var data = TuningData.Of(Ratings(users: 2_000, each: 250), seed: 1);
        Assert.Equal(3, data.Rungs);
        int[] counts = [.. Enumerable.Range(0, 3).Select(rung => data.At(rung).Train.UserCount)];

        Assert.InRange(counts[0], 2_000 / 9 * 3 / 4, 2_000 / 9 * 5 / 4);
        Assert.InRange(counts[1], 2_000 / 3 * 3 / 4, 2_000 / 3 * 5 / 4);
        Assert.Equal(2_000, counts[2]);
        var (train, test) = data.At(0);
        var whole = data.At(2).Train;
        Assert.All(train.UserIds.Take(20), id =>
        {
            Assert.True(train.TryGetUser(id, out int user) & whole.TryGetUser(id, out int same));
            Assert.Equal(whole.RowsOfUser(same).Length, train.RowsOfUser(user).Length);
        });
        Assert.Contains(test.UserIds, id => train.TryGetUser(id, out _));
    }

    [Fact]
    public void Fingerprint_OfOtherDataOrSeed_IsAnother()
    {
        var table = Ratings(users: 20, each: 20);
        string one = TuningData.Of(table, 1).Fingerprint;

        Assert.Equal(one, TuningData.Of(Ratings(users: 20, each: 20), 1).Fingerprint);
        Assert.NotEqual(one, TuningData.Of(table, 2).Fingerprint);
        Assert.NotEqual(one, TuningData.Of(Ratings(users: 21, each: 20), 1).Fingerprint);
    }

    [Fact]
    public void Of_TooLittle_SaysSo()
    {
        Assert.Throws<TrainingException>(() => TuningData.Of(new InteractionTableBuilder().Build(), 1));
        Assert.Throws<TrainingException>(() => TuningData.Of(Ratings(users: 1, each: 5), 1));
    }

    private static InteractionTable Ratings(int users, int each)
    {
        var builder = new InteractionTableBuilder();
        for (int user = 0; user < users; user++)
            for (int item = 0; item < each; item++)
                builder.Add(new Interaction
                {
                    Id = $"{user}-{item}", CustomerId = $"u{user}", ProductId = $"p{(user * 7 + item) % 500}",
                    Type = InteractionType.Rating, Value = 4, TimeMs = 0,
                });
        return builder.Build();
    }
}
