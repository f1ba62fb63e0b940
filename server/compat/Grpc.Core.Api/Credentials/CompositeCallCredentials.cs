namespace Grpc.Core;

internal sealed class CompositeCallCredentials : CallCredentials
{
    private readonly CallCredentials[] _parts;

    public CompositeCallCredentials(CallCredentials[] parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Length < 2) throw new ArgumentException("At least two credentials are composed.", nameof(parts));
        _parts = (CallCredentials[])parts.Clone();
    }

    public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
        configurator.SetCompositeCredentials(state, _parts);
}
