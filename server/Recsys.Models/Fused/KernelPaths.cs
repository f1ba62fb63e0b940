using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Recsys.Models.Fused;

/// <summary>What this processor has.</summary>
internal static class KernelPaths
{
    /// <summary>The widest.</summary>
    public static KernelPath Best { get; } =
        Vector512.IsHardwareAccelerated ? KernelPath.Vector512
        : Fma.IsSupported && Vector256.IsHardwareAccelerated ? KernelPath.Vector256
        : KernelPath.Portable;

    /// <summary>All of them, narrowest first.</summary>
    public static IEnumerable<KernelPath> All => Enum.GetValues<KernelPath>().Where(path => path <= Best);
}
