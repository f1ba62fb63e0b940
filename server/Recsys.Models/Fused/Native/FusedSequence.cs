using Recsys.Models.Sequence;

namespace Recsys.Models.Fused;

/// <summary>
/// The sequential model (<see cref="SequenceModule"/>) without TorchScript, for one sequence. Only the last place's
/// vector is asked for, so the last block computes keys and values alone for the others, and what is no product takes
/// no time. From many threads at once.
/// </summary>
public sealed unsafe class FusedSequence
{
    private readonly float[] _items;
    private readonly float[] _positions;
    private readonly float[] _lastScale, _lastShift;
    private readonly Block[] _blocks = new Block[SequenceModule.Blocks];
    private Kernels _kernels = Kernels.Of(Kernels.Widest);

    /// <summary>Reads the weights of a module, which stays the caller's and is not needed afterwards.</summary>
    /// <exception cref="InvalidDataException">The module has another shape.</exception>
    public FusedSequence(TorchModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        var shapes = module.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        if (!shapes.TryGetValue("item_embedding", out var items) || items.Count != 2 || items[0] < 2
            || items[0] > int.MaxValue || items[1] is < 16 or > 256 || items[1] % 16 != 0
            || items[0] * items[1] > Array.MaxLength)
            throw new InvalidDataException("The sequential model has no item_embedding of a known shape.");
        (Products, Dimension) = ((int)items[0] - 1, (int)items[1]);
        float[] Read(string name, params long[] shape)
        {
            if (!shapes.TryGetValue(name, out var actual) || !actual.SequenceEqual(shape))
                throw new InvalidDataException($"The sequential model has no {name} of {string.Join(" × ", shape)}.");
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            module.ReadParameter(name, values);
            return values;
        }
        int d = Dimension;
        _items = Read("item_embedding", items[0], d);
        _positions = Read("position_embedding", SequenceModule.Length, d);
        (_lastScale, _lastShift) = (Read("last_scale", d), Read("last_shift", d));
        for (int i = 0; i < _blocks.Length; i++)
        {
            RowLayer Layer(string part) =>
                new(Read($"{part}_weight_{i + 1}", d, d), Read($"{part}_bias_{i + 1}", d), d);
            float[] Norm(string part) => Read($"{part}_{i + 1}", d);
            _blocks[i] = new Block(
                Norm("first_scale"), Norm("first_shift"), Norm("second_scale"), Norm("second_shift"), Layer("query"),
                Layer("key"), Layer("value"), Layer("attended"), Layer("inner"), Layer("outer"));
        }
    }

    /// <summary>Products.</summary>
    public int Products { get; }

    /// <summary>Size of the vectors.</summary>
    public int Dimension { get; }

    /// <summary>The registers it uses; tests take each.</summary>
    internal VectorWidth Width
    {
        get => _kernels.Width;
        set => _kernels = Kernels.Of(value);
    }

    /// <summary>A product's vector.</summary>
    public ReadOnlySpan<float> ItemVector(int product) => _items.AsSpan(product * Dimension, Dimension);

    /// <summary>The vectors of all products, one after the other.</summary>
    public ReadOnlySpan<float> ItemVectors => _items.AsSpan(0, Products * Dimension);

    /// <summary>Computes the vector of a sequence.</summary>
    /// <param name="products">Products, oldest first, 1 to <see cref="SequenceModule.Length"/>.</param>
    /// <param name="vector">Filled with <see cref="Dimension"/> numbers.</param>
    public void Encode(ReadOnlySpan<int> products, Span<float> vector)
    {
        int n = products.Length, d = Dimension;
        if (n is < 1 or > SequenceModule.Length)
            throw new ArgumentException($"A sequence has 1 to {SequenceModule.Length} products.", nameof(products));
        // 50 places of 4 kinds and up to 256 numbers are 205 KB: more than a stack is for.
        float[] pooled = System.Buffers.ArrayPool<float>.Shared.Rent((4 * n * d) + SequenceModule.Length);
        try
        {
            fixed (float* room = pooled)
            {
                float* h = room, z = h + (n * d), keys = z + (n * d), values = keys + (n * d);
                float* weights = values + (n * d);
                for (int t = 0; t < n; t++)
                {
                    _positions.AsSpan((SequenceModule.Length - n + t) * d, d).CopyTo(Row(h, t));
                    SequenceMath.AddScaled(ItemVector(products[t]), MathF.Sqrt(d), Row(h, t));
                }
                for (int b = 0; b < _blocks.Length; b++)
                    Run(_blocks[b], b == _blocks.Length - 1 ? n - 1 : 0, n, h, z, keys, values, weights);
                SequenceMath.Normalize(Row(h, n - 1), _lastScale, _lastShift, vector[..d]);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<float>.Shared.Return(pooled);
        }
    }

    // One block; what is before the first place wanted has keys and values only.
    private void Run(Block block, int first, int n, float* h, float* z, float* keys, float* values, float* weights)
    {
        int d = Dimension;
        float* query = stackalloc float[d], mixed = stackalloc float[d], part = stackalloc float[d];
        float scale = 1 / MathF.Sqrt(d);
        for (int t = 0; t < n; t++)
        {
            SequenceMath.Normalize(Row(h, t), block.FirstScale, block.FirstShift, Row(z, t));
            _kernels.Multiply(block.Key, z + (t * d), keys + (t * d), rectify: false);
            _kernels.Multiply(block.Value, z + (t * d), values + (t * d), rectify: false);
        }
        for (int t = first; t < n; t++)
        {
            _kernels.Multiply(block.Query, z + (t * d), query, rectify: false);
            for (int s = 0; s <= t; s++) weights[s] = _kernels.Dot(query, keys + (s * d), d) * scale;
            SequenceMath.SoftMax(new Span<float>(weights, t + 1));
            var sum = new Span<float>(mixed, d);
            sum.Clear();
            for (int s = 0; s <= t; s++) SequenceMath.AddScaled(Row(values, s), weights[s], sum);
            _kernels.Multiply(block.Attended, mixed, part, rectify: false);
            SequenceMath.Add(Row(h, t), new Span<float>(part, d), Row(h, t));
            SequenceMath.Normalize(Row(h, t), block.SecondScale, block.SecondShift, sum);
            _kernels.Multiply(block.Inner, mixed, part, rectify: true);
            _kernels.Multiply(block.Outer, part, mixed, rectify: false);
            SequenceMath.Add(Row(h, t), sum, Row(h, t));
        }
    }

    private Span<float> Row(float* rows, int row) => new(rows + (row * Dimension), Dimension);

    private sealed record Block(
        float[] FirstScale, float[] FirstShift, float[] SecondScale, float[] SecondShift, RowLayer Query, RowLayer Key,
        RowLayer Value, RowLayer Attended, RowLayer Inner, RowLayer Outer);
}
