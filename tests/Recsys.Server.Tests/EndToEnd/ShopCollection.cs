namespace Recsys.Server.Tests.EndToEnd;

/// <summary>Tests over the trained sample shop.</summary>
[CollectionDefinition(Name)]
public sealed class ShopCollection : ICollectionFixture<TrainedShop>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "shop";
}
