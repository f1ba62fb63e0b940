namespace Grpc.Core;

/// <summary>A way to a server, over which many calls go.</summary>
public abstract class ChannelBase
{
    /// <summary>Names where it leads.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>Where it leads.</summary>
    public string Target { get; }

    /// <summary>What generated clients call through.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes it; calls under way are cancelled.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>What a kind of channel does to close; nothing unless overridden.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
