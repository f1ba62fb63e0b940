namespace Grpc.Core.Interceptors;

/// <summary>The call a client interceptor is asked about.</summary>
public struct ClientInterceptorContext<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    /// <summary>Describes a call.</summary>
    public ClientInterceptorContext(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        Method = method;
        Host = host;
        Options = options;
    }

    /// <summary>The method.</summary>
    public Method<TRequest, TResponse> Method { get; }

    /// <summary>The host, or null for the channel's own.</summary>
    public string? Host { get; }

    /// <summary>Its options.</summary>
    public CallOptions Options { get; }
}
