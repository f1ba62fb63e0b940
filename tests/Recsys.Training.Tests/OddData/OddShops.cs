using Recsys.Pipeline.Interactions;
using Recsys.Training.Data;

namespace Recsys.Training.Tests.OddData;

/// <summary>Data such as a shop has on its first day, or after an import gone wrong.</summary>
internal static class OddShops
{
    private const long Day = 86_400_000;
    private const long Start = 1_600_000_000_000;
    private const long Century = 36_525 * Day;

    public static InteractionTable Of(string name) => name switch
    {
        "one customer" => Table(Enumerable.Range(0, 60).Select(i => Row("u", $"p{i % 12}", Start + (i * Day)))),
        "one product" => Table(Enumerable.Range(0, 90).Select(i => Row($"u{i % 30}", "p", Start + (i * Day)))),
        "one interaction" => Table([Row("u", "p", Start)]),
        "all the same" => Table(Enumerable.Repeat(Row("u", "p", Start), 200)),
        "a product in every basket" => Table(Baskets()),
        "no times" => Table(Shop().Select(row => row with { TimeMs = 0 })),
        "the future" => Table(Shop().Select(row => row with { TimeMs = row.TimeMs + Century })),
        "some in the future" => Table(Shop().Select(
            (row, i) => i % 10 == 0 ? row with { TimeMs = row.TimeMs + Century } : row)),
        "some without times" => Table(Shop().Select((row, i) => i % 10 == 0 ? row with { TimeMs = 0 } : row)),
        "one moment" => Table(Shop().Select(row => row with { TimeMs = Start })),
        "many customers once" => Table(Strangers(30_000)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private static IEnumerable<Interaction> Shop()
    {
        var random = new Random(3);
        for (int day = 0; day < 60; day += 4)
            for (int user = 0; user < 40; user++)
                yield return Row(
                    $"u{user}", $"p{(2 * random.Next(15)) + (user % 2)}", Start + (day * Day) + (user * 60_000));
    }

    private static IEnumerable<Interaction> Baskets()
    {
        foreach (var row in Shop())
        {
            yield return row with { SessionId = $"{row.CustomerId}-{row.TimeMs}" };
            yield return row with { SessionId = $"{row.CustomerId}-{row.TimeMs}", ProductId = "bag" };
        }
    }

    private static IEnumerable<Interaction> Strangers(int count)
    {
        var random = new Random(5);
        for (int user = 0; user < count; user++)
            yield return Row($"u{user}", $"p{(int)(400 * Math.Pow(random.NextDouble(), 3))}", Start + (user * 80_000L));
    }

    private static InteractionTable Table(IEnumerable<Interaction> rows)
    {
        var builder = new InteractionTableBuilder();
        foreach (var row in rows) builder.Add(row);
        return builder.Build();
    }

    private static Interaction Row(string customer, string product, long timeMs) => new()
    {
        Id = $"{customer}-{product}-{timeMs}",
        CustomerId = customer,
        ProductId = product,
        Type = InteractionType.Purchase,
        TimeMs = timeMs,
        Price = 2,
        Quantity = 1,
    };
}
