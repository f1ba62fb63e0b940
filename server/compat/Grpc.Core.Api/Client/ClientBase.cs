namespace Grpc.Core;

/// <summary>Base of generated clients that does not know their type.</summary>
public abstract class ClientBase
{
    private readonly ClientBaseConfiguration? _configuration;

    /// <summary>Makes a client that cannot call, for tests that override its methods.</summary>
    protected ClientBase()
    {
    }

    /// <summary>Makes a client from its configuration.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
    }

    /// <summary>Makes a client over a channel.</summary>
    protected ClientBase(ChannelBase channel) : this(Invoker(channel))
    {
    }

    /// <summary>Makes a client over an invoker.</summary>
    protected ClientBase(CallInvoker callInvoker) : this(new ClientBaseConfiguration(callInvoker, null))
    {
    }

    /// <summary>What the client calls through.</summary>
    protected CallInvoker CallInvoker => Configuration.Invoker;

    internal ClientBaseConfiguration Configuration => _configuration
        ?? throw new NotSupportedException("A client made without a channel cannot call; override the method.");

    private static CallInvoker Invoker(ChannelBase channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return channel.CreateCallInvoker();
    }

    /// <summary>What a generated client is made from.</summary>
    protected internal class ClientBaseConfiguration
    {
        internal ClientBaseConfiguration(CallInvoker invoker, string? host)
        {
            ArgumentNullException.ThrowIfNull(invoker);
            Undecorated = invoker;
            Host = host;
            Invoker = host is null ? invoker : new HostCallInvoker(invoker, host);
        }

        internal CallInvoker Invoker { get; }

        private CallInvoker Undecorated { get; }

        private string? Host { get; }

        internal ClientBaseConfiguration WithHost(string? host) => new(Undecorated, host);

        /// <inheritdoc/>
        public override string ToString() => Host is null ? "client" : $"client of host {Host}";
    }
}
