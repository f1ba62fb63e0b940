using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation.Protocols;

public sealed class EvaluationSetTests
{
    private static readonly InteractionTable Table = TestTables.Of(
        ("ann", "a"), ("bob", "a"), ("ann", "b"), ("bob", "b"), ("ann", "c"), ("bob", "d"), ("cyd", "a"));

    [Fact]
    public void LeaveLast_PredictsTheLastOfEach()
    {
        var set = EvaluationSet.LeaveLast(Table, validation: false);

        Assert.Equal(["ann:c", "bob:d"], Pairs(set.Test));
        Assert.Equal(["ann:a", "bob:a", "ann:b", "bob:b", "cyd:a"], Pairs(set.Train));
        var split = EvaluationSplit.Of(set, repeatPurchases: false);
        // Training knows neither c nor d.
        Assert.Empty(split.Cases);
        Assert.Equal(new LeftOutReport(2, 0, 2, 0, 2, 0), split.LeftOut);
    }

    [Fact]
    public void LeaveLast_Validation_PredictsTheSecondToLastAndNeverShowsTheLast()
    {
        var set = EvaluationSet.LeaveLast(Table, validation: true);

        Assert.Equal(["ann:b", "bob:b"], Pairs(set.Test));
        Assert.Equal(["ann:a", "bob:a", "cyd:a"], Pairs(set.Train));
    }

    [Fact]
    public void LeaveLast_AsksAtTheTimeOfWhatWasLeftOut()
    {
        var table = TestTables.Of(("ann", "a"), ("ann", "b"), ("bob", "b"), ("bob", "a"), ("cyd", "a"));

        var split = EvaluationSplit.Of(EvaluationSet.LeaveLast(table, validation: false), repeatPurchases: false);

        Assert.Equal([1_001L, 1_003L], split.Cases.Select(one => one.RequestTimeMs));
    }

    [Fact]
    public void LeaveLast_NobodyHasTwo_SaysSo()
    {
        var singles = TestTables.Of(("ann", "a"), ("bob", "b"));

        Assert.Contains(
            "no customer", Assert.Throws<TrainingException>(() => EvaluationSet.LeaveLast(singles, false)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void HoldOut_SameSeed_DrawsTheSamePart()
    {
        var table = TestTables.Random(1, 40, 30, 2_000);

        var first = EvaluationSet.HoldOut(table, 0.2, 5);
        var again = EvaluationSet.HoldOut(table, 0.2, 5);

        Assert.Equal(Pairs(first.Test), Pairs(again.Test));
        Assert.Equal(2_000, first.Train.Count + first.Test.Count);
        Assert.InRange(first.Test.Count, 330, 470);
        Assert.NotEqual(Pairs(first.Test), Pairs(EvaluationSet.HoldOut(table, 0.2, 6).Test));
    }

    [Fact]
    public void Of_TestThatTrainingDoesNotKnow_IsCounted()
    {
        var test = TestTables.Of(
            ("ann", "d"), ("ann", "a"), ("ann", "new"), ("eve", "a"), ("eve", "new"), ("cyd", "b"));

        var split = EvaluationSplit.Of(Table, test, repeatPurchases: false);

        Assert.Equal(new LeftOutReport(6, 1, 1, 2, 1, 1), split.LeftOut);
        Assert.Equal(2, split.Cases.Count);
        Assert.Equal(2, EvaluationSplit.Of(Table, test, repeatPurchases: true).Cases[0].Relevant.Count);
    }

    private static string[] Pairs(InteractionTable table) =>
        [.. Enumerable.Range(0, table.Count).Select(row =>
            $"{table.UserIds[table.Users[row]]}:{table.ItemIds[table.Items[row]]}")];
}
