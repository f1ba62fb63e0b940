using System.Runtime.InteropServices;
using Recsys.Native;

namespace Recsys.VectorIndex;

/// <summary>The inverted-file index of the native library; the names are those of recsys_native.h.</summary>
internal static unsafe partial class IvfIndexNative
{
    static IvfIndexNative() => NativeRuntime.Register(typeof(IvfIndexNative).Assembly);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_build(
        float* vectors, long count, int dimension, long* ids, int lists, int iterations, int seed, out nint index);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_search(
        IvfIndexHandle index, float* query, long k, int nprobe, long* ids, float* scores, out long found);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_add(IvfIndexHandle index, float* vectors, long count, long* ids);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_remove(IvfIndexHandle index, long* ids, long count, out long removed);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_describe(IvfIndexHandle index, out IvfInfo info);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_ivf_save(IvfIndexHandle index, string path);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_ivf_load(string path, out nint index);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_ivf_map(string path, out nint index);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_centroids(IvfIndexHandle index, float* values, long capacity);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_list_size(IvfIndexHandle index, int list, out long size);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_ivf_list(IvfIndexHandle index, int list, long* ids, float* vectors, long size);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial void recsys_ivf_free(nint index);
}
