namespace Grpc.Core;

/// <summary>Base of generated clients.</summary>
/// <typeparam name="T">The generated client itself.</typeparam>
public abstract class ClientBase<T> : ClientBase where T : ClientBase<T>
{
    /// <summary>Makes a client that cannot call, for tests that override its methods.</summary>
    protected ClientBase()
    {
    }

    /// <summary>Makes a client from its configuration.</summary>
    protected ClientBase(ClientBaseConfiguration configuration) : base(configuration)
    {
    }

    /// <summary>Makes a client over a channel.</summary>
    protected ClientBase(ChannelBase channel) : base(channel)
    {
    }

    /// <summary>Makes a client over an invoker.</summary>
    protected ClientBase(CallInvoker callInvoker) : base(callInvoker)
    {
    }

    /// <summary>The same client with another value in the host header.</summary>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Makes a generated client from a configuration.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
