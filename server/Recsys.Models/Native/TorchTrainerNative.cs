using System.Runtime.InteropServices;
using Recsys.Native;

namespace Recsys.Models;

/// <summary>Training steps of the native library; the names are those of recsys_native.h.</summary>
internal static unsafe partial class TorchTrainerNative
{
    static TorchTrainerNative() => NativeRuntime.Register(typeof(TorchTrainerNative).Assembly);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_trainer_create(
        TorchModuleHandle module, in NativeTrainerOptions options, out nint trainer);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial int recsys_trainer_set_learning_rates(
        TorchTrainerHandle trainer, double learningRate, double sparseLearningRate);

    [LibraryImport(NativeRuntime.LibraryName, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int recsys_trainer_step(
        TorchTrainerHandle trainer, string method, NativeTensor* inputs, int inputCount, out float loss);

    [LibraryImport(NativeRuntime.LibraryName)]
    internal static partial void recsys_trainer_free(nint trainer);
}
