using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Recsys.Native.Tests;

public sealed class NativeRuntimeTests
{
    [Fact]
    public void Describe_LoadedLibrary_NamesItsParts()
    {
        var description = NativeRuntime.Describe();

        Assert.Matches(@"^[12]\.\d+", description.TorchVersion);
        Assert.Matches(@"^1\.\d+\.\d+$", description.FaissVersion);
        Assert.StartsWith("OpenBLAS ", description.BlasConfiguration, StringComparison.Ordinal);
        Assert.Equal(1, description.BlasThreads);
        Assert.Contains(description.BlasKernel, description.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_ProcessorWithAvx512_UsesItsKernelWhateverTheSystemSays()
    {
        string? named = Environment.GetEnvironmentVariable("RECSYS_BLAS_KERNEL");
        bool hasAvx512 =
            Avx512BW.IsSupported && Avx512DQ.IsSupported && Avx512CD.IsSupported && Avx512F.VL.IsSupported;
        string expected = named is { Length: > 0 } ? named
            : hasAvx512 ? "SkylakeX"
            : NativeRuntime.Describe().BlasKernel;

        Assert.Equal(expected, NativeRuntime.Describe().BlasKernel);
    }

    // libtorch names libblas.so.3, which is whatever the system's alternatives chose. The loader looks its symbols up
    // in the order that a look-up through our library shows.
    [Theory]
    [InlineData("sgemm_")]
    [InlineData("spotrf_")]
    public void Load_BlasRoutines_AreOpenBlass(string routine)
    {
        Assert.True(NativeRuntime.TryLoad(out string problem), problem);
        nint library = NativeLibrary.Load(NativeLoader.LibraryPath);
        nint openBlas = NativeLibrary.Load("libopenblas.so.0");

        Assert.Equal(NativeLibrary.GetExport(openBlas, routine), NativeLibrary.GetExport(library, routine));
    }

    [Fact]
    public void Load_LibraryNotThere_SaysWhatToRun()
    {
        var error = Assert.Throws<NativeException>(() => NativeLoader.Load("/no/such/librecsys_native.so"));

        Assert.Equal(NativeStatus.NotLoaded, error.Status);
        Assert.Equal("/no/such/librecsys_native.so is not there: run ./recsys build", error.Message);
    }

    [Fact]
    public void Load_FileThatIsNoLibrary_SaysSoInOneLine()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "no library");
        var error = Assert.Throws<NativeException>(() => NativeLoader.Load(path));
        File.Delete(path);

        Assert.Equal(NativeStatus.NotLoaded, error.Status);
        Assert.StartsWith(
            $"the native library cannot be loaded: {path}: file too short; install", error.Message,
            StringComparison.Ordinal);
        Assert.EndsWith("run ./recsys build", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Load_LibraryOfSomethingElse_IsRefusedAsAnotherVersion()
    {
        string path = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "libSystem.Native.so");
        var error = Assert.Throws<NativeException>(() => NativeLoader.Load(path));

        Assert.Equal($"{path} is of another version: run ./recsys build", error.Message);
    }

    [Fact]
    public void ComputeThreads_Set_IsKept()
    {
        int before = NativeRuntime.ComputeThreads;
        NativeRuntime.ComputeThreads = 3;
        Assert.Equal(3, NativeRuntime.Describe().ComputeThreads);
        NativeRuntime.ComputeThreads = before;
        Assert.Equal(before, NativeRuntime.ComputeThreads);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1025)]
    public void ComputeThreads_OutOfRange_IsRefusedWithItsRange(int threads)
    {
        var error = Assert.Throws<NativeException>(() => NativeRuntime.ComputeThreads = threads);

        Assert.Equal(NativeStatus.InvalidArgument, error.Status);
        Assert.Equal("compute threads must be 1 to 1024", error.Message);
    }
}
