using System.Runtime.InteropServices;
using Recsys.Native;

namespace Recsys.Models;

/// <summary>TorchScript modules of the native library; the names are those of recsys_native.h.</summary>
internal static unsafe partial class TorchModuleNative
{
    static TorchModuleNative() => NativeRuntime.Register(typeof(TorchModuleNative).Assembly);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_create(
        string name, string source, NativeParameter* parameters, int parameterCount, ulong seed, out nint module);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_load(string path, out nint module);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_map(string path, out nint module);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_save(TorchModuleHandle module, string path);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_module_clone(TorchModuleHandle module, out nint copy);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial void recsys_module_free(nint module);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_forward(
        TorchModuleHandle module, string method, NativeTensor* inputs, int inputCount, float* output, long capacity,
        out long written);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_module_parameter_count(TorchModuleHandle module, out int count);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_module_parameter_info(
        TorchModuleHandle module, int index, byte* name, int nameCapacity, NativeParameterInfo* info);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_parameter_read(
        TorchModuleHandle module, string name, float* values, long count);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_parameter_write(
        TorchModuleHandle module, string name, float* values, long count);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_parameter_read_range(
        TorchModuleHandle module, string name, long offset, float* values, long count);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_module_parameter_write_range(
        TorchModuleHandle module, string name, long offset, float* values, long count);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_module_copy_parameters(TorchModuleHandle module, TorchModuleHandle source);
}
