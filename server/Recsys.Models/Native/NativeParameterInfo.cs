using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary><c>recsys_parameter_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeParameterInfo
{
    public fixed long Shape[8];
    public int Rank;
    public int Sparse;
    public int IsBuffer;
    public int NameBytes;
}
