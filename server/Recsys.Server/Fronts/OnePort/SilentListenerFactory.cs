using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Recsys.Server.Fronts.OnePort;

/// <summary>Binds <see cref="Http1EndPoint"/>, and leaves every other to the transport of sockets.</summary>
internal sealed class SilentListenerFactory : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => endpoint is Http1EndPoint;

    public ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(new SilentListener(endpoint));
}
