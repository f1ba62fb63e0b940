namespace Recsys.Native;

/// <summary>What the loaded native library is made of.</summary>
public sealed record NativeDescription
{
    /// <summary>File it was loaded from.</summary>
    public required string LibraryPath { get; init; }

    /// <summary>Version of libtorch it was built with.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>Version of FAISS inside.</summary>
    public required string FaissVersion { get; init; }

    /// <summary>OpenBLAS's own description: version and build options.</summary>
    public required string BlasConfiguration { get; init; }

    /// <summary>Kernel that OpenBLAS uses, for example SkylakeX.</summary>
    public required string BlasKernel { get; init; }

    /// <summary>Threads that training, index building and dense algebra may take.</summary>
    public required int ComputeThreads { get; init; }

    /// <summary>Threads of BLAS outside of those.</summary>
    public required int BlasThreads { get; init; }

    /// <summary>CUDA devices that libtorch sees; 0 with a CPU build.</summary>
    public required int CudaDevices { get; init; }

    /// <summary>One line for people.</summary>
    public override string ToString() =>
        $"libtorch {TorchVersion}, FAISS {FaissVersion}, {BlasConfiguration.Trim()} (kernel {BlasKernel}), " +
        $"{ComputeThreads} compute threads, {CudaDevices} CUDA devices";
}
