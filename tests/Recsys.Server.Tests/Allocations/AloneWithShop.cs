using Recsys.Server.Tests.EndToEnd;

namespace Recsys.Server.Tests.Allocations;

/// <summary>Tests that count what the whole process allocates run with no other beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneWithShop : ICollectionFixture<TrainedShop>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "alone with shop";
}
