namespace Grpc.Core;

/// <summary>What proves the caller's identity in each call.</summary>
public abstract class CallCredentials
{
    /// <summary>Several credentials that are all applied, in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials) =>
        new CompositeCallCredentials(credentials);

    /// <summary>Credentials that a function adds to the headers.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor) =>
        new InterceptorCallCredentials(interceptor);

    /// <summary>Shows a channel what is inside.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
