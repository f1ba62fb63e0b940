using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Recsys.Native;

/// <summary>
/// The native library as a whole: where it is, what it was built from, how many threads it takes. Its file is the one
/// named by RECSYS_NATIVE_LIBRARY, else librecsys_native.so beside the application. RECSYS_BLAS_KERNEL names another
/// OpenBLAS kernel than the one chosen by the processor's features.
/// </summary>
public static class NativeRuntime
{
    /// <summary>Name that P/Invoke declarations use.</summary>
    public const string LibraryName = "librecsys_native";

    private const int MostThreads = 1024;
    private static readonly ConcurrentDictionary<Assembly, bool> Registered = new();

    internal static int DefaultComputeThreads => Math.Min(Environment.ProcessorCount, MostThreads);

    /// <summary>
    /// Threads, 1 to 1024, that training, index building and dense algebra may take; by default one a processor. A
    /// forward pass and a search always take one.
    /// </summary>
    /// <exception cref="NativeException">The value is out of range, or the library cannot be loaded.</exception>
    public static int ComputeThreads
    {
        get => Threads().TorchThreads;
        set => NativeCall.ThrowIfFailed(RuntimeNative.recsys_runtime_set_compute_threads(value));
    }

    /// <summary>Makes an assembly's P/Invoke declarations find the library; to be called before the first of them
    /// runs.</summary>
    /// <param name="assembly">The assembly that holds the declarations.</param>
    public static void Register(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        if (Registered.TryAdd(assembly, true)) NativeLibrary.SetDllImportResolver(assembly, Resolve);
    }

    /// <summary>Loads the library if it is not loaded yet.</summary>
    /// <param name="problem">One line that says what to do, when it cannot be loaded.</param>
    /// <returns>Whether it is loaded.</returns>
    public static bool TryLoad(out string problem)
    {
        problem = "";
        try
        {
            return NativeLoader.Handle != 0;
        }
        catch (NativeException error)
        {
            problem = error.Message;
            return false;
        }
    }

    /// <summary>Versions, BLAS kernel and threads of the loaded library, for the start-up message.</summary>
    /// <exception cref="NativeException">The library cannot be loaded; the message says what to do.</exception>
    public static NativeDescription Describe()
    {
        var threads = Threads();
        return new NativeDescription
        {
            LibraryPath = NativeLoader.LibraryPath,
            TorchVersion = Fact(0),
            FaissVersion = Fact(1),
            BlasConfiguration = Fact(2),
            BlasKernel = Fact(3),
            ComputeThreads = threads.TorchThreads,
            BlasThreads = threads.BlasThreads,
            CudaDevices = threads.CudaDevices,
        };
    }

    /// <summary>
    /// Keeps freed memory in the process from now on. Training, whose temporaries are large, runs up to three times
    /// faster; a server would lose, so only processes that train call it.
    /// </summary>
    /// <exception cref="NativeException">The allocator refused, or the library cannot be loaded.</exception>
    public static void TuneAllocatorForTraining() =>
        NativeCall.ThrowIfFailed(RuntimeNative.recsys_runtime_keep_freed_memory());

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == LibraryName ? NativeLoader.Handle : 0;

    private static unsafe RuntimeThreads Threads()
    {
        RuntimeThreads threads;
        NativeCall.ThrowIfFailed(RuntimeNative.recsys_runtime_threads(&threads));
        return threads;
    }

    private static unsafe string Fact(int which)
    {
        const int Capacity = 512;
        byte* text = stackalloc byte[Capacity];
        NativeCall.ThrowIfFailed(RuntimeNative.recsys_runtime_describe(which, text, Capacity));
        return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
    }
}
