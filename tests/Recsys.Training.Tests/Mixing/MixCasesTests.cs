using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;
using Recsys.Training.Mixing;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Mixing;

public sealed class MixCasesTests
{
    [Theory]
    [InlineData(900, 1, 900)]
    [InlineData(2_500, 1, 2_500)]
    [InlineData(3_500, 1, MixCases.Most)]
    [InlineData(2_500, 5, MixCases.EnoughWanted / 5)]
    [InlineData(1_500, 12, MixCases.Usual)]
    public void Of_ManyCustomers_AsksAsManyAsBringEnoughWanted(int customers, int wantedOfEach, int asked)
    {
        var table = Table(customers, wantedOfEach);
        int start = table.FirstRowAt(1);
        var window = new ReplayWindow(start, table.Count, 1);

        var cases = MixCases.Of(
            table.Past(start), table, window, _ => true, newProducts: true, seed: 1);

        Assert.Equal(asked, cases.Count);
        Assert.All(cases, one => Assert.Equal(wantedOfEach, one.Relevant.Count));
        Assert.Equal(cases.Count, cases.Select(one => one.User).Distinct().Count());
    }

    // Everybody has a product of their own, and then wants what others have.
    private static InteractionTable Table(int customers, int wantedOfEach)
    {
        var builder = new InteractionTableBuilder();
        for (int customer = 0; customer < customers; customer++) Add(customer, customer, 0);
        for (int customer = 0; customer < customers; customer++)
            for (int i = 1; i <= wantedOfEach; i++) Add(customer, (customer + i) % customers, 1);
        return builder.Build();

        void Add(int customer, int product, long timeMs) => builder.Add(new Interaction
        {
            Id = $"{customer}-{product}", CustomerId = $"u{customer}", ProductId = $"p{product}",
            Type = InteractionType.Purchase, TimeMs = timeMs,
        });
    }
}
