using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Session;

namespace Recsys.Snapshots.Tests.Session;

public sealed class SessionKnnSourceTests
{
    private const long Day = 86_400_000;
    private static readonly string[] Ids = ["a", "b", "c", "d", "e"];

    [Fact]
    public void Retrieve_SessionThatSharesMore_CountsMore()
    {
        var shop = new Shop(Ids).Event("a").Event("b");
        var source = Source(shop, Even, (0, [0, 1, 2]), (0, [0, 3, 4]));

        // c was beside both, d and e beside one of them.
        var found = shop.Scored(source, shop.Context());

        Assert.Equal(["c", "d", "e"], found.Select(one => one.Id));
        Assert.Equal([1f, 0.5f, 0.5f], found.Select(one => one.Score));
    }

    [Fact]
    public void Retrieve_OlderSession_CountsLess()
    {
        var shop = new Shop(Ids).Event("a");
        var source = Source(shop, Even with { HalfLifeDays = 10 }, (20, [0, 2]), (10, [0, 1]));

        var found = shop.Scored(source, shop.Context());

        Assert.Equal(["c", "b"], found.Select(one => one.Id));
        Assert.Equal(0.5f, found[1].Score, 1e-6f);
    }

    [Fact]
    public void Retrieve_EarlierOccasion_CountsLess()
    {
        var shop = new Shop(Ids).Event("a", daysAgo: 9).Event("b", daysAgo: 2);
        var sessions = new (int, int[])[] { (0, [0, 2]), (0, [1, 3]) };

        Assert.Equal(["d", "c"], shop.Ask(Source(shop, Even with { Decay = 0.5f }, sessions), shop.Context()));
        var found = shop.Scored(Source(shop, Even with { Decay = 0.5f }, sessions), shop.Context());
        Assert.Equal(0.5f, found[1].Score, 1e-6f);
    }

    [Fact]
    public void Retrieve_VisitorInASession_GoesByIt()
    {
        var shop = new Shop(Ids);
        shop.Event("a", InteractionType.View, 0.001);
        Assert.Equal(["b"], shop.Ask(Source(shop, Even, (0, [0, 1])), shop.Context()));
    }

    [Fact]
    public void AppliesTo_Newcomer_IsFalse()
    {
        var shop = new Shop(Ids);
        var source = Source(shop, Even, (0, [0, 1]));

        Assert.False(source.AppliesTo(shop.Context()));
        Assert.Empty(shop.Ask(source, shop.Context()));
    }

    [Fact]
    public void TryScore_FoundAndOthers_AgreesWithRetrieve()
    {
        var shop = new Shop([.. Ids, "new"]).Event("a").Event("new");
        var source = Source(shop, Even, (0, [0, 1]), (0, [3, 4]));
        var context = shop.Context();
        var scores = new float[3];

        Assert.True(source.TryScore(context, [shop.Row("b"), shop.Row("d"), shop.Row("new")], scores));

        Assert.Equal([shop.Scored(source, context)[0].Score, 0, float.NaN], scores);
    }

    [Fact]
    public void Retrieve_AgainstAPlainReference_IsEqual()
    {
        var random = new Random(5);
        for (int round = 0; round < 30; round++)
        {
            string[] ids = [.. Enumerable.Range(0, 30).Select(i => $"p{i}")];
            var shop = new Shop(ids);
            for (int i = 0; i < 6; i++) shop.Event(ids[random.Next(30)], daysAgo: 1);
            var sessions = Enumerable.Range(0, 60).Select(s => (60 - s,
                Enumerable.Range(0, 30).Where(_ => random.Next(6) == 0).Append(s % 30).Distinct().ToArray())).ToArray();
            var source = Source(shop, new SessionSettings(20, 1, 1), ids, sessions);

            var expected = Plain(shop, ids, sessions, 20);
            var found = shop.Scored(source, shop.Context(), 30).ToDictionary(one => one.Id, one => one.Score);

            double best = expected.Values.Max();
            double scale = found.Values.Max() / best;
            Assert.Equal(expected.Keys.Order(), found.Keys.Order());
            foreach (var (id, score) in expected) Assert.Equal(score * scale, found[id], 1e-4);
        }
    }

    private static SessionSettings Even { get; } = new(1e6f, 1, 0);

    private static Dictionary<string, double> Plain(
        Shop shop, string[] ids, (int DaysFromStart, int[] Items)[] sessions, double halfLife)
    {
        var mine = shop.User.PurchasedRows.Select(row => Array.IndexOf(ids, shop.Products.IdOf(row))).ToHashSet();
        double Rarity(int item) => Math.Log(1 + sessions.Length / (double)Math.Max(1,
            sessions.Count(session => session.Items.Contains(item))));
        int last = sessions.Max(session => session.DaysFromStart);
        var sums = new Dictionary<string, double>();
        foreach (var (on, items) in sessions)
        {
            double likeness = items.Where(mine.Contains).Sum(Rarity) / Math.Sqrt(items.Length)
                * Math.Pow(0.5, (last - on) / halfLife);
            if (likeness == 0) continue;
            foreach (int item in items.Where(item => !mine.Contains(item)))
                sums[ids[item]] = sums.GetValueOrDefault(ids[item]) + (likeness * Rarity(item));
        }
        return sums;
    }

    private static SessionKnnSource Source(
        Shop shop, SessionSettings settings, params (int DaysFromStart, int[] Items)[] sessions) =>
        Source(shop, settings, Ids, sessions);

    private static SessionKnnSource Source(
        Shop shop, SessionSettings settings, string[] ids, (int DaysFromStart, int[] Items)[] sessions)
    {
        var sorted = sessions.OrderByDescending(session => session.DaysFromStart).ToArray();
        var offsets = new List<int> { 0 };
        foreach (var session in sorted) offsets.Add(offsets[^1] + session.Items.Length);
        float[] rarity = [.. Enumerable.Range(0, ids.Length).Select(item => MathF.Log(
            1 + (sessions.Length / (float)Math.Max(1, sessions.Count(one => one.Items.Contains(item))))))];
        // Where rarity is left out of it, it is the same for all.
        if (settings.RarityPower == 0) Array.Fill(rarity, 1);
        var table = new SessionTable(
            [.. offsets], [.. sorted.SelectMany(session => session.Items)],
            [.. sorted.Select(session => session.DaysFromStart * Day)], rarity, settings);
        return new SessionKnnSource(table, shop.Model(ids));
    }
}
