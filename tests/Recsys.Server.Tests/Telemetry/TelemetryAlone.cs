using Recsys.Server.Tests.EndToEnd;

namespace Recsys.Server.Tests.Telemetry;

/// <summary>Listeners hear every server of the process, so these tests run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TelemetryAlone : ICollectionFixture<TrainedShop>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "telemetry";
}
