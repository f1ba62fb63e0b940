using System.Runtime.InteropServices;
using Recsys.Native;

namespace Recsys.Models;

/// <summary>Dense algebra of the native library; the names are those of recsys_native.h.</summary>
internal static unsafe partial class DenseAlgebraNative
{
    static DenseAlgebraNative() => NativeRuntime.Register(typeof(DenseAlgebraNative).Assembly);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_dense_multiply(float* a, float* b, float* c, int m, int n, int k);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_dense_gram(float* x, int rows, int columns, float* gram);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_dense_spd_inverse(float* a, int n);
}
