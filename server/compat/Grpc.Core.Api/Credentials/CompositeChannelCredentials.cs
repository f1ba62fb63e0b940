namespace Grpc.Core;

internal sealed class CompositeChannelCredentials : ChannelCredentials
{
    private readonly ChannelCredentials _channel;
    private readonly CallCredentials _call;

    public CompositeChannelCredentials(ChannelCredentials channel, CallCredentials call)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(call);
        if (!channel.CanCarryCallCredentials)
            throw new ArgumentException("These channel credentials cannot carry call credentials.", nameof(channel));
        _channel = channel;
        _call = call;
    }

    public override void InternalPopulateConfiguration(
        ChannelCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetCompositeCredentials(state, _channel, _call);
}
