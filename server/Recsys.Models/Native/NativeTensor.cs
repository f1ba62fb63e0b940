using System.Runtime.InteropServices;

namespace Recsys.Models;

/// <summary><c>recsys_tensor</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeTensor
{
    public void* Data;
    public TorchShape Shape;
    public int Rank;
    public int Type;
}
