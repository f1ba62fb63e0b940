using Grpc.Net.Client;

namespace Recsys.Client.Calls;

/// <summary>The channel's settings for a client's options.</summary>
internal static class ChannelSettings
{
    public static GrpcChannelOptions From(RecsysClientOptions options) => new()
    {
        MaxReceiveMessageSize = options.MaxReceiveBytes,
        ServiceConfig = RetryRules.For(options.MaxAttempts),
        HttpHandler = options.HttpHandler ?? MakeHandler(options),
        DisposeHttpClient = options.HttpHandler is null,
    };

    private static SocketsHttpHandler MakeHandler(RecsysClientOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        // A connection that a firewall dropped in silence is found by pings instead of by a lost call.
        KeepAlivePingDelay = TimeSpan.FromSeconds(60),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        // One connection carries about 100 calls at a time; more calls open another instead of waiting.
        EnableMultipleHttp2Connections = true,
    };
}
