using System.Runtime.InteropServices;

namespace Recsys.VectorIndex;

/// <summary><c>recsys_ivf_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct IvfInfo
{
    public long Count;
    public int Dimension;
    public int Lists;
}
