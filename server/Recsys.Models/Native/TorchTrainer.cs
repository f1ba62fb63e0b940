using Recsys.Native;

namespace Recsys.Models;

/// <summary>
/// Trains a module's parameters by gradient steps, on <see cref="NativeRuntime.ComputeThreads"/> threads. One step at a
/// time; nothing else may use the module during a step. Between steps the module is in evaluation mode.
/// </summary>
public sealed class TorchTrainer : IDisposable
{
    private readonly TorchTrainerHandle _handle;

    /// <summary>Makes a trainer with fresh optimiser state.</summary>
    /// <param name="module">The module whose parameters it changes; may be disposed before the trainer.</param>
    /// <param name="options">Learning rates and the like.</param>
    /// <exception cref="NativeException">An option is out of its range, or the module has no parameters.</exception>
    public TorchTrainer(TorchModule module, TorchOptimizerOptions options)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(options);
        var native = new NativeTrainerOptions
        {
            LearningRate = options.LearningRate,
            Beta1 = options.Beta1,
            Beta2 = options.Beta2,
            Epsilon = options.Epsilon,
            WeightDecay = options.WeightDecay,
            SparseLearningRate = options.SparseLearningRate,
            SparseRule = (int)options.SparseRule,
        };
        NativeCall.ThrowIfFailed(TorchTrainerNative.recsys_trainer_create(module.Handle, native, out nint trainer));
        _handle = new TorchTrainerHandle(trainer);
    }

    /// <summary>Runs a method that returns a scalar loss, its gradient, and one update of the parameters.</summary>
    /// <param name="method">Name of the method.</param>
    /// <param name="inputs">Its arguments, at most 16.</param>
    /// <returns>The loss before the update.</returns>
    /// <exception cref="NativeException">
    /// The method failed, or its loss is NaN or infinite (<see cref="NativeStatus.NotFinite"/>): the message names the
    /// step, and the parameters are as they were before it.
    /// </exception>
    public unsafe float Step(string method, ReadOnlySpan<TorchInput> inputs)
    {
        using var pinned = new PinnedInputs(inputs);
        fixed (NativeTensor* tensors = &pinned.First)
        {
            NativeCall.ThrowIfFailed(
                TorchTrainerNative.recsys_trainer_step(_handle, method, tensors, pinned.Count, out float loss));
            return loss;
        }
    }

    /// <summary>Changes the learning rates from the next step on: warm-up, decay.</summary>
    /// <param name="learningRate">Of dense parameters; finite, 0 or above.</param>
    /// <param name="sparseLearningRate">Of sparse tables; finite, 0 or above.</param>
    /// <exception cref="NativeException">A rate is out of its range.</exception>
    public void SetLearningRates(double learningRate, double sparseLearningRate) =>
        NativeCall.ThrowIfFailed(
            TorchTrainerNative.recsys_trainer_set_learning_rates(_handle, learningRate, sparseLearningRate));

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
