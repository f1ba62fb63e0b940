using Recsys.Bench.Durability;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Bench.Tests.Durability;

public class ReferenceHistoryTests
{
    private static readonly InteractionPlan Plan = new(new DurabilityOptions(), 1_750_000_000_000);

    [Fact]
    public void DifferenceFrom_HistoryOfTheSameInteractions_IsNone()
    {
        var (reference, history) = (new ReferenceHistory(), new UserHistory());
        foreach (var item in Interactions(3_000))
        {
            reference.Add(item, 7);
            Apply(history, item);
        }

        Assert.Null(reference.DifferenceFrom(history));
    }

    [Fact]
    public void DifferenceFrom_OneInteractionTwice_IsTold()
    {
        var (reference, history) = (new ReferenceHistory(), new UserHistory());
        foreach (var item in Interactions(10))
        {
            reference.Add(item, 7);
            Apply(history, item);
        }
        Apply(history, Plan.At(0, 3));

        Assert.Contains("counts 11", reference.DifferenceFrom(history), StringComparison.Ordinal);
    }

    [Fact]
    public void DifferenceFrom_NoHistory_IsTold()
    {
        var reference = new ReferenceHistory();
        reference.Add(Plan.At(0, 0), 7);

        Assert.NotNull(reference.DifferenceFrom(null));
    }

    private static IEnumerable<Interaction> Interactions(int count) =>
        Enumerable.Range(0, count).Select(number => Plan.At(0, number));

    private static void Apply(UserHistory history, Interaction item) => history.Apply(
        new HistoryEvent(7, item.TimeMs, item.Price, item.Quantity, item.Type), item.Country);
}
