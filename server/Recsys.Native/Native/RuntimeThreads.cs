using System.Runtime.InteropServices;

namespace Recsys.Native;

/// <summary><c>recsys_runtime_threads_info</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RuntimeThreads
{
    public int TorchThreads;
    public int OpenMpThreads;
    public int BlasThreads;
    public int CudaDevices;
}
