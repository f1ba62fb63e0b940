using Google.Protobuf.Reflection;
using Microsoft.AspNetCore.Builder;
using Recsys.Server.Health;
using Recsys.Server.Reflection;
using Recsys.Server.Services;

namespace Recsys.Server.Hosting;

/// <summary>
/// Every service the server serves, in one place: what is mapped is what reflection and health tell of.
/// </summary>
internal static class ServedServices
{
    /// <summary>The service that needs a live model.</summary>
    public static string Recommendations => V1.RecommendationServiceReflection.Descriptor.Services[0].FullName;

    /// <summary>The contract's services.</summary>
    public static IReadOnlyList<ServiceDescriptor> Contract { get; } =
    [
        V1.RecommendationServiceReflection.Descriptor.Services[0],
        V1.InteractionServiceReflection.Descriptor.Services[0],
        V1.CustomerServiceReflection.Descriptor.Services[0],
        V1.ProductServiceReflection.Descriptor.Services[0],
        V1.ModelServiceReflection.Descriptor.Services[0],
        V1.OperationsServiceReflection.Descriptor.Services[0],
    ];

    /// <summary>The contract's services and what every gRPC server speaks beside them.</summary>
    public static IReadOnlyList<ServiceDescriptor> All { get; } =
    [
        .. Contract,
        Standard.Health.Health.Descriptor,
        Standard.Reflection.ServerReflection.Descriptor,
        Standard.ReflectionAlpha.ServerReflection.Descriptor,
    ];

    /// <summary>What errors carry, so that tools can show it.</summary>
    public static IReadOnlyList<FileDescriptor> ErrorFiles { get; } =
        [Standard.Rpc.StatusReflection.Descriptor, Standard.Rpc.ErrorDetailsReflection.Descriptor];

    public static void Map(WebApplication app)
    {
        ContractServices.Map(app);
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionService>();
        app.MapGrpcService<ReflectionAlphaService>();
    }
}
