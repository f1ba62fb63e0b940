using System.Buffers;

namespace Recsys.Models;

/// <summary>
/// One argument of a method: the caller's memory and the shape to read it by. Nothing is copied, and nothing is
/// allocated: a call like <c>module.Forward("score", [TorchInput.FromFloats(x, n, 64)], output)</c> keeps its inputs on
/// the stack.
/// </summary>
/// <remarks>
/// <see cref="TorchModule.Forward"/> takes a span of these, and elements of a span cannot hold spans: therefore it is
/// memory, to which an array converts by itself.
/// </remarks>
public readonly struct TorchInput
{
    /// <summary>Most dimensions of an input.</summary>
    public const int MaxRank = 4;

    private readonly ReadOnlyMemory<float> _floats;
    private readonly ReadOnlyMemory<int> _ints;
    private readonly ReadOnlyMemory<long> _longs;
    private readonly TorchShape _shape;
    private readonly int _rank;
    private readonly TorchInputType _type;

    private TorchInput(TorchInputType type, int length, ReadOnlySpan<int> shape)
    {
        if (shape.Length > MaxRank)
            throw new ArgumentException(
                $"An input has at most {MaxRank} dimensions, not {shape.Length}.", nameof(shape));
        _type = type;
        _rank = shape.Length;
        long elements = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(shape[i], nameof(shape));
            _shape[i] = shape[i];
            elements *= shape[i];
        }
        if (elements != length)
            throw new ArgumentException($"The shape has {elements} elements, the memory {length}.", nameof(shape));
    }

    private TorchInput(ReadOnlyMemory<float> values, ReadOnlySpan<int> shape)
        : this(TorchInputType.Float32, values.Length, shape) => _floats = values;

    private TorchInput(ReadOnlyMemory<int> values, ReadOnlySpan<int> shape)
        : this(TorchInputType.Int32, values.Length, shape) => _ints = values;

    private TorchInput(ReadOnlyMemory<long> values, ReadOnlySpan<int> shape)
        : this(TorchInputType.Int64, values.Length, shape) => _longs = values;

    /// <summary>A float32 tensor.</summary>
    /// <param name="values">Row-major values; not to be changed until the call returns.</param>
    /// <param name="shape">Up to <see cref="MaxRank"/> sizes, whose product is the number of values; none for a
    /// scalar.</param>
    /// <exception cref="ArgumentException">The shape does not fit the memory.</exception>
    public static TorchInput FromFloats(ReadOnlyMemory<float> values, params ReadOnlySpan<int> shape) =>
        new(values, shape);

    /// <summary>An int32 tensor; parameters as for <see cref="FromFloats"/>.</summary>
    /// <inheritdoc cref="FromFloats"/>
    public static TorchInput FromInt32(ReadOnlyMemory<int> values, params ReadOnlySpan<int> shape) =>
        new(values, shape);

    /// <summary>An int64 tensor; parameters as for <see cref="FromFloats"/>.</summary>
    /// <inheritdoc cref="FromFloats"/>
    public static TorchInput FromInt64(ReadOnlyMemory<long> values, params ReadOnlySpan<int> shape) =>
        new(values, shape);

    /// <summary>Keeps the memory in place and describes it to the native side.</summary>
    internal MemoryHandle Pin(out NativeTensor tensor)
    {
        MemoryHandle handle = _type switch
        {
            TorchInputType.Float32 => _floats.Pin(),
            TorchInputType.Int32 => _ints.Pin(),
            _ => _longs.Pin(),
        };
        tensor = NativeTensor.Over(handle, _shape, _rank, _type);
        return handle;
    }
}
