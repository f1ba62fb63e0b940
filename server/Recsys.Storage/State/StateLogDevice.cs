namespace Recsys.Storage.State;

/// <summary>
/// The files of a FASTER store's log. FASTER would delete what it has shifted its begin over at once; the checkpoints
/// that are kept still need it, so files go only when nothing kept begins in them or before.
/// </summary>
/// <remarks>
/// FASTER never gets over a page that could not be written: everything behind it waits. So a write is tried until it
/// succeeds; meanwhile the fault says why new records are refused.
/// </remarks>
internal class StateLogDevice(string path, DeviceFaults faults) 
    : FileDevice(path, faults, TransferThreads.State, retries: true)
{
    public override void RemoveSegmentAsync(int segment, AsyncCallback callback, IAsyncResult result) =>
        callback(result);

    /// <summary>Deletes all files before one.</summary>
    public void RemoveBelow(int segment)
    {
        for (int each = segment - 1; each >= 0 && TryRemove(each); each--)
        {
        }
    }
}
