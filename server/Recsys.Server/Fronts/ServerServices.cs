using Microsoft.AspNetCore.Http.Features;

namespace Recsys.Server.Fronts;

/// <summary>
/// Gives requests the server's own services. Nothing of the server is made anew for each request, so none needs a
/// scope, which would cost each call several objects.
/// </summary>
internal sealed class ServerServices(IServiceProvider services) : IServiceProvidersFeature
{
    /// <summary>All services.</summary>
    public IServiceProvider RequestServices
    {
        get => services;
        set => throw new NotSupportedException("Requests have the server's services and none of their own.");
    }
}
