using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Recsys.Models;

/// <summary>Inputs of one call, kept in place until it is disposed; all of it lies on the stack.</summary>
internal unsafe ref struct PinnedInputs
{
    /// <summary>Most inputs of one call.</summary>
    public const int MaxCount = 16;

    private Tensors _tensors;
    private Handles _handles;

    public PinnedInputs(ReadOnlySpan<TorchInput> inputs)
    {
        if (inputs.Length > MaxCount)
            throw new ArgumentException(
                $"A method takes at most {MaxCount} inputs, not {inputs.Length}.", nameof(inputs));
        for (; Count < inputs.Length; Count++) _handles[Count] = inputs[Count].Pin(out _tensors[Count]);
    }

    public int Count { get; private set; }

    [UnscopedRef]
    public ref readonly NativeTensor First => ref _tensors[0];

    public void Dispose()
    {
        for (int i = 0; i < Count; i++) _handles[i].Dispose();
        Count = 0;
    }

    [InlineArray(MaxCount)]
    private struct Tensors
    {
        private NativeTensor _tensor;
    }

    [InlineArray(MaxCount)]
    private struct Handles
    {
        private MemoryHandle _handle;
    }
}
