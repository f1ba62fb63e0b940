using Recsys.VectorIndex;

namespace Recsys.Snapshots.Live;

/// <summary>
/// An index that several hold: freed when the last one lets go, so that one that was replaced lives as long as the
/// searches that began on it.
/// </summary>
internal sealed class SharedIndex(IvfIndex index)
{
    private int _holds = 1;

    public IvfIndex Index { get; } = index;

    /// <summary>Holds it.</summary>
    /// <returns>False when it is freed already: take the one that replaced it.</returns>
    public bool TryHold()
    {
        int holds = Volatile.Read(ref _holds);
        while (holds > 0)
        {
            int found = Interlocked.CompareExchange(ref _holds, holds + 1, holds);
            if (found == holds) return true;
            holds = found;
        }
        return false;
    }

    /// <summary>Lets go, once for its maker and once for each hold.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _holds) == 0) Index.Dispose();
    }
}
