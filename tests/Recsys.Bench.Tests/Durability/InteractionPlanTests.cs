using Recsys.Bench.Durability;

namespace Recsys.Bench.Tests.Durability;

public class InteractionPlanTests
{
    private static readonly DurabilityOptions Options = new() { Clients = 3 };
    private static readonly InteractionPlan Plan = new(Options, 1_750_000_000_000);

    [Fact]
    public void At_TheSameNumber_IsTheSameInteraction()
    {
        var again = new InteractionPlan(Options, 1_750_000_000_000);

        Assert.All(Enumerable.Range(0, 500), n => Assert.Equal(Plan.At(n % 4, n), again.At(n % 4, n)));
    }

    [Fact]
    public void At_ManyNumbers_HasWrongOnesRareAndAlwaysACustomerOrSession()
    {
        int wrong = Enumerable.Range(0, 10_000).Count(n => !Plan.IsValid(0, n));

        Assert.InRange(wrong, 20, 100);
        Assert.All(
            Enumerable.Range(0, 2_000), n => Assert.NotEmpty(Plan.At(1, n).CustomerId + Plan.At(1, n).SessionId));
    }

    [Fact]
    public void At_TheClientThatErases_HasOneCustomerAndSessionABatch()
    {
        var batch = Enumerable.Range(0, InteractionPlan.ErasedLength).Select(n => Plan.At(3, n)).ToArray();

        string customer = Assert.Single(batch.Select(item => item.CustomerId).Distinct());
        Assert.Equal(
            InteractionPlan.ErasedSession(customer), Assert.Single(batch.Select(item => item.SessionId).Distinct()));
    }

    [Theory]
    [InlineData("3-17", true)]
    [InlineData("3-", false)]
    [InlineData("-3", false)]
    [InlineData("", false)]
    [InlineData("a-1", false)]
    public void TryParse_Ids_TakesItsOwnOnly(string id, bool own) =>
        Assert.Equal(own, InteractionPlan.TryParse(id, out _, out _));
}
