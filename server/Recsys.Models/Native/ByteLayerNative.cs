using System.Runtime.InteropServices;
using Recsys.Native;

namespace Recsys.Models;

/// <summary>Layers of 8 bits of the native library; the names are those of recsys_native.h.</summary>
internal static unsafe partial class ByteLayerNative
{
    static ByteLayerNative() => NativeRuntime.Register(typeof(ByteLayerNative).Assembly);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_byte_layer_supported();

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial void recsys_byte_layer(
        ByteWeights* layer, float* bias, float* x, byte* bytes, float* inputScales, float* y, int stride, int lanes);
}
