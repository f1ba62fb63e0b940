using System.Runtime.Intrinsics.X86;

namespace Recsys.Native;

/// <summary>
/// Chooses OpenBLAS's kernel. Left to itself it takes an AVX2 one on processors with AVX-512 that it does not know by
/// name, and so gives away half of the speed.
/// </summary>
internal static class BlasKernel
{
    private const string OperatorVariable = "RECSYS_BLAS_KERNEL";
    private const string OpenBlasVariable = "OPENBLAS_CORETYPE";

    /// <summary>Names the kernel to OpenBLAS, which reads the name once, while it is being loaded.</summary>
    public static void Pin()
    {
        string? kernel = Choose(
            Environment.GetEnvironmentVariable(OperatorVariable),
            Avx512F.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512CD.IsSupported
                && Avx512F.VL.IsSupported,
            Avx2.IsSupported && Fma.IsSupported);
        if (kernel is not null) ProcessEnvironment.Set(OpenBlasVariable, kernel);
    }

    /// <summary>The operator's own choice, else the best that the processor runs, else OpenBLAS's (null).</summary>
    internal static string? Choose(string? named, bool avx512, bool avx2) =>
        named is { Length: > 0 } ? named
        : avx512 ? "SkylakeX"
        : avx2 ? "Haswell"
        : null;
}
