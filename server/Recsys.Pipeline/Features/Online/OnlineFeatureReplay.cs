using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;

namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// Features by their definition: keeps every interaction of everyone and computes a feature from all of them when
/// asked. Slow and large on purpose, and shares no code with the store, whose records are checked against it. About
/// 200 bytes an interaction. Not thread-safe.
/// </summary>
public sealed class OnlineFeatureReplay
{
    private readonly OnlineFeatureSchema _schema;
    private readonly Dictionary<string, List<OnlineFact>> _customers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<OnlineFact>> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<int, List<OnlineFact>> _products = [];
    // Customer last seen in each session.
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    /// <summary>Starts with nobody.</summary>
    public OnlineFeatureReplay(OnlineFeatureSchema? schema = null) => _schema = schema ?? OnlineFeatureSchema.Standard;

    /// <summary>Ids of customers with interactions.</summary>
    public IReadOnlyCollection<string> Customers => _customers.Keys;

    /// <summary>Ids of sessions with interactions.</summary>
    public IReadOnlyCollection<string> Sessions => _sessions.Keys;

    /// <summary>Catalogue rows of products with interactions.</summary>
    public IReadOnlyCollection<int> Products => _products.Keys;

    /// <summary>Takes one interaction, in the journal's order.</summary>
    /// <param name="item">The interaction.</param>
    /// <param name="product">The product as the catalogue has it now; null for none.</param>
    /// <param name="row">The product's catalogue row.</param>
    public void Apply(Interaction item, Product? product, int row)
    {
        ArgumentNullException.ThrowIfNull(item);
        var fact = new OnlineFact(
            new HistoryEvent(row, item.TimeMs, item.Price, item.Quantity, item.Type),
            product is { Categories.Count: > 0 } ? product.Categories[0] : "", product?.Brand ?? "",
            product?.Price ?? 0, item.Country, item.Value, item.DwellMs);
        if (item.CustomerId.Length > 0) Add(_customers, item.CustomerId, fact);
        if (item.SessionId.Length > 0)
        {
            if (item.CustomerId.Length > 0)
            {
                // Another customer begins the session anew.
                if (_owners.TryGetValue(item.SessionId, out string? owner) && owner != item.CustomerId)
                    _sessions.Remove(item.SessionId);
                _owners[item.SessionId] = item.CustomerId;
            }
            Add(_sessions, item.SessionId, fact);
        }
        Add(_products, row, fact);
    }

    /// <summary>Forgets a customer and the sessions they were last seen in; products keep what they count.</summary>
    public void EraseCustomer(string customerId)
    {
        ArgumentNullException.ThrowIfNull(customerId);
        _customers.Remove(customerId);
        foreach (var (session, owner) in _owners.ToArray())
        {
            if (owner != customerId) continue;
            _owners.Remove(session);
            _sessions.Remove(session);
        }
    }

    /// <summary>Features of a customer; null for one who never did anything.</summary>
    public OnlineFeatureSet? Customer(string customerId) =>
        Compute(OnlineEntity.Customer, _customers.GetValueOrDefault(customerId));

    /// <summary>Features of a session; null for one in which nothing happened.</summary>
    public OnlineFeatureSet? Session(string sessionId) =>
        Compute(OnlineEntity.Session, _sessions.GetValueOrDefault(sessionId));

    /// <summary>Features of a product by catalogue row; null for one nobody did anything with.</summary>
    public OnlineFeatureSet? Product(int row) => Compute(OnlineEntity.Product, _products.GetValueOrDefault(row));

    private static void Add<TKey>(Dictionary<TKey, List<OnlineFact>> all, TKey key, OnlineFact fact)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var facts)) all.Add(key, facts = []);
        facts.Add(fact);
    }

    private OnlineFeatureSet? Compute(OnlineEntity entity, List<OnlineFact>? facts)
    {
        if (facts is null) return null;
        var values = new List<OnlineFeatureValue>();
        foreach (var feature in _schema.Of(entity))
        {
            var counted = facts.Where(fact => feature.Counts(fact.Event.Type)).ToList();
            values.Add(feature.Kind == OnlineFeatureKind.Ratio
                ? Ratio(feature, values)
                : OnlineFeatureDefinition.Compute(feature, counted));
        }
        return new OnlineFeatureSet(entity, values);
    }

    private static OnlineFeatureValue Ratio(OnlineFeature feature, List<OnlineFeatureValue> values)
    {
        double above = values.First(value => value.Feature.Name == feature.Numerator).Number;
        double below = values.First(value => value.Feature.Name == feature.Denominator).Number;
        return new OnlineFeatureValue { Feature = feature, Number = below == 0 ? feature.Default : above / below };
    }
}
