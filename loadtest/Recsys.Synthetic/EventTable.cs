using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Synthetic;

/// <summary>All interactions of a shop in the order of time, as columns: 17 bytes each.</summary>
internal sealed class EventTable
{
    private readonly int[] _customers;
    private readonly DrawnEvent[] _events;
    private readonly int[] _order;
    private readonly ProductLaw _products;
    private readonly long _startMs;

    private EventTable(int[] customers, DrawnEvent[] events, int[] order, ProductLaw products, long startMs) =>
        (_customers, _events, _order, _products, _startMs) = (customers, events, order, products, startMs);

    /// <summary>Interactions.</summary>
    public int Count => _order.Length;

    /// <summary>Draws all histories.</summary>
    public static EventTable Make(
        SyntheticShape shape, HistoryLaw law, ProductLaw products, long endMs, CancellationToken cancellation)
    {
        var starts = new int[shape.Customers + 1];
        for (int customer = 0; customer < shape.Customers; customer++)
            starts[customer + 1] = checked(starts[customer] + law.CountOf(customer));
        var customers = new int[starts[^1]];
        var events = new DrawnEvent[starts[^1]];
        var times = new int[starts[^1]];
        var order = new int[starts[^1]];
        Parallel.For(0, shape.Customers, new ParallelOptions { CancellationToken = cancellation }, customer =>
        {
            int from = starts[customer], length = starts[customer + 1] - from;
            law.Fill(customer, events.AsSpan(from, length));
            customers.AsSpan(from, length).Fill(customer);
            for (int i = from; i < from + length; i++) (times[i], order[i]) = (events[i].Second, i);
        });
        SortByTime(times, order);
        return new EventTable(customers, events, order, products, endMs - (HistoryLaw.Days * 86_400_000L));
    }

    /// <summary>Who did the n-th.</summary>
    public int Customer(int position) => _customers[_order[position]];

    /// <summary>The n-th, its product's number as the row.</summary>
    public HistoryEvent At(int position)
    {
        var drawn = _events[_order[position]];
        bool bought = drawn.Type == InteractionType.Purchase;
        return new HistoryEvent(
            drawn.Product, TimeMs(drawn.Second), (float)_products.PriceOf(drawn.Product),
            bought ? 1 + (drawn.Second % 3 / 2) : 0, drawn.Type);
    }

    private long TimeMs(int second) => _startMs + (second * 1000L);

    // Equal times keep the order of customers: an unstable sort by time alone would not be the same everywhere.
    private static void SortByTime(int[] times, int[] order)
    {
        var keys = new long[times.Length];
        for (int i = 0; i < keys.Length; i++) keys[i] = ((long)times[i] << 32) | (uint)order[i];
        Array.Sort(keys);
        for (int i = 0; i < keys.Length; i++) order[i] = (int)keys[i];
    }
}
