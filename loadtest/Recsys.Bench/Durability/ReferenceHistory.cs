using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;

namespace Recsys.Bench.Durability;

/// <summary>
/// What a customer's or session's history must be, from the interactions the journal has of them. Written from what
/// histories promise, not from how they are kept: events are sorted when they are asked for.
/// </summary>
/// <param name="capacity">How many of the latest events are kept.</param>
internal sealed class ReferenceHistory(int capacity = UserHistory.Capacity)
{
    private readonly List<HistoryEvent> _events = [];
    private readonly HashSet<int> _bought = [];
    private long _count, _purchases;
    private double _spend;
    private long _firstMs = long.MaxValue, _lastMs = long.MinValue, _countryMs = long.MinValue;
    private string _country = "";

    public void Add(Interaction item, int productRow)
    {
        _events.Add(new HistoryEvent(productRow, item.TimeMs, item.Price, item.Quantity, item.Type));
        if (_events.Count >= capacity * 4) Shorten();
        _count++;
        if (item.Type == InteractionType.Purchase)
        {
            _purchases++;
            _spend += (double)item.Price * (item.Quantity == 0 ? 1 : item.Quantity);
            _bought.Add(productRow);
        }
        _firstMs = Math.Min(_firstMs, item.TimeMs);
        if (item.TimeMs >= _countryMs && item.Country.Length > 0)
            (_country, _countryMs) = (item.Country, item.TimeMs);
        _lastMs = Math.Max(_lastMs, item.TimeMs);
    }

    /// <summary>Says how a history differs from what it must be; null when it does not.</summary>
    public string? DifferenceFrom(UserHistory? found)
    {
        if (found is null) return "it is not there";
        Shorten();
        if (found.TotalCount != _count) return $"it counts {found.TotalCount} interactions, not {_count}";
        if (found.PurchaseCount != _purchases) return $"it counts {found.PurchaseCount} purchases, not {_purchases}";
        if (found.TotalSpend != _spend) return $"its spend is {found.TotalSpend}, not {_spend}";
        if (found.FirstTimeMs != _firstMs) return $"its first time is {found.FirstTimeMs}, not {_firstMs}";
        if (found.LastTimeMs != _lastMs) return $"its last time is {found.LastTimeMs}, not {_lastMs}";
        if (found.Country != _country) return $"its country is '{found.Country}', not '{_country}'";
        if (!_bought.SetEquals(found.PurchasedRows)) return "its purchased products differ";
        if (found.Events.Count != _events.Count) return $"it keeps {found.Events.Count} events, not {_events.Count}";
        for (int i = 0; i < _events.Count; i++)
            if (found.Events[i] != _events[i]) return $"its event {i} is {found.Events[i]}, not {_events[i]}";
        return null;
    }

    // The latest ones by time; of the same time, those that were accepted later.
    private void Shorten()
    {
        var sorted = _events.OrderBy(item => item.TimeMs).TakeLast(capacity).ToArray();
        _events.Clear();
        _events.AddRange(sorted);
    }
}
