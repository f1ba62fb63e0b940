using System.Buffers;
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

    /// <summary>Describes pinned memory; good until the handle is disposed.</summary>
    public static NativeTensor Over(in MemoryHandle memory, in TorchShape shape, int rank, TorchInputType type) =>
        new() { Data = memory.Pointer, Shape = shape, Rank = rank, Type = (int)type };
}
