using System.Runtime.InteropServices;

namespace Recsys.Native;

/// <summary>Errors and settings of the native library; the names are those of recsys_native.h.</summary>
internal static unsafe partial class RuntimeNative
{
    static RuntimeNative() => NativeRuntime.Register(typeof(RuntimeNative).Assembly);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_error_text(byte* buffer, int capacity);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_runtime_describe(int fact, byte* buffer, int capacity);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_runtime_threads(RuntimeThreads* info);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_runtime_set_compute_threads(int threads);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_runtime_keep_freed_memory();
}
