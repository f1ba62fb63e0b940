using Recsys.Storage.State;

namespace Recsys.Storage.Tests.State;

/// <summary>The real files of a state's log, as if the system never had any of them in memory.</summary>
internal sealed class WaitingStateDevice(string path, DeviceFaults faults) : StateLogDevice(path, faults)
{
    protected override bool ReadsAtOnce => false;
}
