using System.Runtime.InteropServices;
using System.Text;

namespace Recsys.Native;

/// <summary>Finds, loads and starts the library, once a process.</summary>
internal static class NativeLoader
{
    private const int AbiVersion = 3;
    private const string FileName = NativeRuntime.LibraryName + ".so";
    private const string PathVariable = "RECSYS_NATIVE_LIBRARY";

    private static readonly Lazy<nint> Loaded =
        new(() => Load(LibraryPath), LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Handle of the loaded library.</summary>
    /// <exception cref="NativeException">It is missing, cannot be loaded or is another version.</exception>
    public static nint Handle => Loaded.Value;

    /// <summary>Where the library is taken from; the variable goes before the application's own folder.</summary>
    public static string LibraryPath =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, FileName);

    internal static nint Load(string path)
    {
        if (!File.Exists(path))
            throw new NativeException(NativeStatus.NotLoaded, $"{path} is not there: run ./recsys build");
        BlasKernel.Pin();
        // Waiting OpenMP threads sleep instead of spinning: a request must not cost another one's core.
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
            ProcessEnvironment.Set("OMP_WAIT_POLICY", "passive");
        nint library = Open(path);
        Start(library, path);
        return library;
    }

    private static nint Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException error)
        {
            // Below .NET's own advice stands the loader's reason, for example that libtorch.so.1.13 is not there.
            string[] lines = error.Message.Split(
                '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            string reason = lines.Length > 1 ? lines[1] : lines[0];
            throw new NativeException(
                NativeStatus.NotLoaded,
                $"the native library cannot be loaded: {reason}; install what is missing with: " +
                "apt-get install -y libtorch-dev libfaiss-dev libopenblas-dev, then run ./recsys build", error);
        }
        catch (BadImageFormatException error)
        {
            throw new NativeException(
                NativeStatus.NotLoaded, $"{path} is no library for this machine: run ./recsys build", error);
        }
    }

    // By address: the generated stubs would come back here through the resolver.
    private static unsafe void Start(nint library, string path)
    {
        if (!NativeLibrary.TryGetExport(library, "recsys_abi_version", out nint versionAddress) ||
            ((delegate* unmanaged<int>)versionAddress)() != AbiVersion)
            throw new NativeException(NativeStatus.NotLoaded, $"{path} is of another version: run ./recsys build");
        var start = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(library, "recsys_runtime_start");
        int code = start(NativeRuntime.DefaultComputeThreads);
        if (code == 0) return;
        var errorText = (delegate* unmanaged<byte*, int, int>)NativeLibrary.GetExport(library, "recsys_error_text");
        byte* text = stackalloc byte[512];
        int length = errorText(text, 512);
        throw new NativeException((NativeStatus)code, Encoding.UTF8.GetString(text, length));
    }
}
