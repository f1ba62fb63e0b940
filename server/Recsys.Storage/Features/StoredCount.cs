using System.Runtime.InteropServices;

namespace Recsys.Storage.Features;

/// <summary>A key with its count and latest time as records hold it: 20 bytes.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct StoredCount
{
    public ulong Key;
    public long LastTimeMs;
    public uint Count;
}
