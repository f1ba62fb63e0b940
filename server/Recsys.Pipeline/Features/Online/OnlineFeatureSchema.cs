namespace Recsys.Pipeline.Features.Online;

/// <summary>
/// All online features: of customers, of sessions and of products. The store lays its records out from it, so a
/// feature is added by declaring it in <see cref="StandardOnlineFeatures"/>.
/// </summary>
public sealed class OnlineFeatureSchema
{
    /// <summary>Most features of one kind of entity.</summary>
    public const int MostFeatures = 64;

    /// <summary>Declares features.</summary>
    /// <exception cref="ArgumentException">A declaration contradicts itself; the message says which and
    /// how.</exception>
    public OnlineFeatureSchema(
        IReadOnlyList<OnlineFeature> customer, IReadOnlyList<OnlineFeature> session,
        IReadOnlyList<OnlineFeature> product)
    {
        OnlineFeatureRules.Check(OnlineEntity.Customer, customer);
        OnlineFeatureRules.Check(OnlineEntity.Session, session);
        OnlineFeatureRules.Check(OnlineEntity.Product, product);
        (Customer, Session, Product) = ([.. customer], [.. session], [.. product]);
    }

    /// <summary>The features the server keeps.</summary>
    public static OnlineFeatureSchema Standard { get; } = new(
        StandardOnlineFeatures.OfCustomers, StandardOnlineFeatures.OfSessions, StandardOnlineFeatures.OfProducts);

    /// <summary>Features of a customer.</summary>
    public IReadOnlyList<OnlineFeature> Customer { get; }

    /// <summary>Features of a session.</summary>
    public IReadOnlyList<OnlineFeature> Session { get; }

    /// <summary>Features of a product.</summary>
    public IReadOnlyList<OnlineFeature> Product { get; }

    /// <summary>Features of a kind of entity.</summary>
    public IReadOnlyList<OnlineFeature> Of(OnlineEntity entity) => entity switch
    {
        OnlineEntity.Customer => Customer,
        OnlineEntity.Session => Session,
        OnlineEntity.Product => Product,
        _ => throw new ArgumentOutOfRangeException(nameof(entity)),
    };
}
