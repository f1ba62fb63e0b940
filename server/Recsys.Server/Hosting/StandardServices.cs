using Microsoft.AspNetCore.Http;

namespace Recsys.Server.Hosting;

/// <summary>Names of what every gRPC server speaks beside its own contract.</summary>
internal static class StandardServices
{
    private static readonly PathString HealthPath = "/" + Standard.Health.Health.Descriptor.FullName;

    /// <summary>Whether a call is one of the health service.</summary>
    public static bool IsHealth(PathString path) => path.StartsWithSegments(HealthPath);
}
