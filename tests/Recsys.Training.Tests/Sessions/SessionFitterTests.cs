using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Snapshots.Session;
using Recsys.Training.Data;
using Recsys.Training.Sessions;

namespace Recsys.Training.Tests.Sessions;

public sealed class SessionFitterTests
{
    private const long Day = 86_400_000, Start = 15_000 * Day;

    [Fact]
    public void Fit_BasketsOfPairs_OneLeadsToTheOther()
    {
        var sessions = SessionFitter.Fit(Pairs(), SyntheticShop.Options, default)!;
        var history = new UserHistory();
        history.Apply(new HistoryEvent(Item("p4"), Start, 1, 1, InteractionType.Purchase));
        var search = new SessionSearch();

        search.Search(sessions, history, null);

        var scores = search.Scores.ToArray();
        int best = Enumerable.Range(0, scores.Length).Where(i => search.Rows[i] != Item("p4")).MaxBy(i => scores[i]);
        Assert.Equal(Item("p5"), search.Rows[best]);
    }

    [Fact]
    public void Fit_Twice_IsEqual()
    {
        string[] files = [Path.GetTempFileName(), Path.GetTempFileName()];
        foreach (string file in files)
            SessionTableFile.Save(file, SessionFitter.Fit(SyntheticShop.Build(), SyntheticShop.Options, default)!);
        Assert.Equal(File.ReadAllBytes(files[0]), File.ReadAllBytes(files[1]));
        foreach (string file in files) File.Delete(file);
    }

    [Fact]
    public void Build_InteractionsThatStandAlone_TakesWholeHistories()
    {
        var builder = new InteractionTableBuilder();
        for (int user = 0; user < 5; user++)
            for (int n = 0; n < 80; n++) builder.Add(Purchase($"u{user}", $"p{n}", n + (user * 3)));

        var sessions = SessionTableBuilder.Build(builder.Build(), 80, new SessionSettings(30, 1, 1), default)!;

        Assert.Equal(5, sessions.Count);
        // The latest of each.
        var found = new UserHistory();
        found.Apply(new HistoryEvent(79, 0, 1, 1, InteractionType.Purchase));
        var search = new SessionSearch();
        search.Search(sessions, found, null);
        Assert.Equal(SessionTableBuilder.MostPerSession, search.Rows.Length);
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(30, 1, 5)]
    [InlineData(1, 2, 1)]
    public void Fit_OneProductOrOneMoment_HasNoTable(int users, int items, int days)
    {
        var builder = new InteractionTableBuilder();
        for (int user = 0; user < users; user++)
            for (int item = 0; item < items; item++)
                for (int day = 0; day < days; day++) builder.Add(Purchase($"u{user}", $"p{item}", day));
        Assert.Null(SessionFitter.Fit(builder.Build(), SyntheticShop.Options, default));
    }

    [Fact]
    public void Fit_Cancelled_Ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => SessionFitter.Fit(Pairs(), SyntheticShop.Options, cancelled.Token));
    }

    private static int Item(string id) => Pairs().TryGetItem(id, out int item) ? item : -1;

    // Even products are bought together with the odd one after them.
    private static InteractionTable Pairs()
    {
        var builder = new InteractionTableBuilder();
        var random = new Random(2);
        for (int day = 0; day < 100; day++)
            for (int user = 0; user < 20; user++)
            {
                int pair = random.Next(15);
                builder.Add(Purchase($"u{user}", $"p{2 * pair}", day));
                builder.Add(Purchase($"u{user}", $"p{(2 * pair) + 1}", day));
            }
        return builder.Build();
    }

    private static Interaction Purchase(string user, string item, int day) => new()
    {
        Id = $"{user}-{item}-{day}", CustomerId = user, ProductId = item, Type = InteractionType.Purchase,
        TimeMs = Start + (day * Day), Quantity = 1, Price = 1,
    };
}
