using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary><c>recsys_parameter</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeParameter
{
    public byte* Name;
    public long* Shape;
    public int Rank;
    public int Init;
    public float Scale;
    public int Sparse;
    public int IsBuffer;
}
