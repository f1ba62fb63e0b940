namespace Grpc.Core;

/// <summary>How a channel learns what is inside <see cref="CallCredentials"/>.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>Several credentials, applied in order.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>A function that adds headers.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
