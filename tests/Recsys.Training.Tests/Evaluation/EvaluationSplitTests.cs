using Recsys.Training.Evaluation;

namespace Recsys.Training.Tests.Evaluation;

public sealed class EvaluationSplitTests
{
    private static readonly (string, string)[] TrainRows =
        [("ann", "cup"), ("ann", "cup"), ("bob", "tea"), ("bob", "jam")];

    [Fact]
    public void Of_NewItems_LeavesOutWhatTheCustomerHad()
    {
        var train = TestTables.Of(TrainRows);
        var test = TestTables.Of(("ann", "cup"), ("ann", "tea"), ("ann", "tea"), ("bob", "tea"));

        var only = Assert.Single(EvaluationSplit.Of(train, test, repeatPurchases: false).Cases);

        Assert.Equal("ann", train.UserIds[only.User]);
        Assert.Equal([train.Item("tea")], only.Relevant);
    }

    [Fact]
    public void Of_RepeatPurchases_KeepsThem()
    {
        var train = TestTables.Of(TrainRows);
        var test = TestTables.Of(("ann", "cup"), ("ann", "tea"), ("bob", "tea"));

        var split = EvaluationSplit.Of(train, test, repeatPurchases: true);

        Assert.Equal(2, split.Cases.Count);
        Assert.Equal(2, split.Cases[0].Relevant.Count);
    }

    [Fact]
    public void Of_UnknownCustomerOrProduct_IsLeftOut()
    {
        var train = TestTables.Of(TrainRows);
        var test = TestTables.Of(("eve", "cup"), ("ann", "new product"));

        Assert.Empty(EvaluationSplit.Of(train, test, repeatPurchases: true).Cases);
    }
}
