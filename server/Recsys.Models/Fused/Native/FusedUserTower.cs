namespace Recsys.Models.Fused;

/// <summary>
/// The standard user tower without TorchScript: the latest products' vectors as one weighted mean, beside them the
/// vectors of country and top category and the user's numbers; two linear layers, the mean added, brought to length 1.
/// The weights are read from the module; the products' table is kept with 16 bits a value. From many threads at once.
/// </summary>
public sealed unsafe class FusedUserTower : IDisposable
{
    /// <summary>Name of the products' table in the module: one row per known product after that of the unknown
    /// one.</summary>
    public const string ProductTable = "history_embedding";

    // Bounds what a call keeps on the stack.
    private const int MostWidth = 1_024;

    private readonly Int16Table _products;
    private readonly float[] _countries;
    private readonly float[] _categories;
    private readonly int _countryWidth;
    private readonly int _categoryWidth;
    private readonly RowLayer _first;
    private readonly RowLayer _second;
    private readonly int _inputs;
    private Kernels _kernels = Kernels.Of(Kernels.Widest);

    private FusedUserTower(
        Int16Table products, float[] countries, int countryWidth, float[] categories, int categoryWidth,
        RowLayer first, RowLayer second, int inputs)
    {
        (_products, _first, _second, _inputs) = (products, first, second, inputs);
        (_countries, _countryWidth, _categories, _categoryWidth) =
            (countries, countryWidth, categories, categoryWidth);
    }

    /// <summary>Size of the vectors.</summary>
    public int Dimension => _products.Dimension;

    /// <summary>Products it knows, the unknown one included: ids are below it.</summary>
    public int Products => _products.Rows;

    /// <summary>Numbers of a user it reads.</summary>
    public int DenseColumns => _inputs - Dimension - _countryWidth - _categoryWidth;

    /// <summary>Countries it knows, the unknown one included.</summary>
    public int Countries => _countries.Length / _countryWidth;

    /// <summary>Categories it knows, the unknown one included.</summary>
    public int Categories => _categories.Length / _categoryWidth;

    /// <summary>Bytes of the products' table.</summary>
    public long TableBytes => _products.Bytes;

    /// <summary>The registers it uses; tests take each.</summary>
    internal VectorWidth Width
    {
        get => _kernels.Width;
        set => _kernels = Kernels.Of(value);
    }

    /// <summary>Reads the weights of a module, if it has those of the standard tower.</summary>
    /// <param name="module">The module, which stays the caller's and is not needed afterwards.</param>
    /// <param name="refusal">Why it was not taken; empty where it was.</param>
    /// <param name="products">File of the products' table (<see cref="Int16TableFile"/>); null makes it of the
    /// module's.</param>
    /// <exception cref="InvalidDataException">The file is not of the module's table.</exception>
    /// <returns>Null for a module of another shape. Whether a module of that shape computes the same is for the caller
    /// to compare.</returns>
    public static FusedUserTower? TryRead(
        TorchModule module, out string refusal, string? products = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        var shapes = module.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        refusal = Refusal(shapes);
        if (refusal.Length > 0) return null;
        var history = shapes[ProductTable];
        Int16Table? table = null;
        try
        {
            int dimension = (int)history[1];
            table = products is not null
                ? Int16TableFile.Map(products, (int)history[0], dimension)
                : Int16Table.Of((int)history[0], dimension, (row, values) =>
                    module.ReadParameter(ProductTable, (long)row * dimension, values));
            return new FusedUserTower(
                table, Read(module, shapes, "country_embedding"), (int)shapes["country_embedding"][1],
                Read(module, shapes, "top_category_embedding"), (int)shapes["top_category_embedding"][1],
                Layer(module, shapes, 1), Layer(module, shapes, 2), (int)shapes["user_weight_1"][1]);
        }
        catch (ArgumentException broken)
        {
            table?.Dispose();
            refusal = broken.Message;
            return null;
        }
        catch
        {
            table?.Dispose();
            throw;
        }
    }

    /// <summary>Computes a user's vector.</summary>
    /// <param name="dense"><see cref="DenseColumns"/> numbers, normalised.</param>
    /// <param name="ids">Country and top category.</param>
    /// <param name="history">Ids of the latest products; 0 is unknown.</param>
    /// <param name="weights">Their weights; one of weight 0 counts for nothing.</param>
    /// <param name="vector">Filled with <see cref="Dimension"/> numbers.</param>
    /// <exception cref="ArgumentException">There is no such id, or an input is of another size.</exception>
    public void Encode(
        ReadOnlySpan<float> dense, ReadOnlySpan<int> ids, ReadOnlySpan<int> history, ReadOnlySpan<float> weights,
        Span<float> vector)
    {
        if (weights.Length != history.Length)
            throw new ArgumentException("One weight for each product.", nameof(weights));
        // Zeros where layers are filled up.
        float* x = stackalloc float[_first.Stride], y = stackalloc float[_second.Stride];
        float* z = stackalloc float[_second.Outputs];
        Span<float> inputs = new(x, _inputs), output = new(z, _second.Outputs);
        new Span<float>(x + _inputs, _first.Stride - _inputs).Clear();
        new Span<float>(y, _second.Stride).Clear();
        foreach (int id in history) _products.Prefetch(id);
        var liked = inputs[..Dimension];
        liked.Clear();
        for (int i = 0; i < history.Length; i++)
            if (weights[i] != 0) _products.AddTo(history[i], weights[i], liked);
        var rest = inputs[Dimension..];
        Embedding(_countries, _countryWidth, ids[0]).CopyTo(rest);
        Embedding(_categories, _categoryWidth, ids[1]).CopyTo(rest[_countryWidth..]);
        if (dense.Length != DenseColumns)
            throw new ArgumentException($"The tower reads {DenseColumns} numbers.", nameof(dense));
        dense.CopyTo(rest[(_countryWidth + _categoryWidth)..]);

        _kernels.Multiply(_first, x, y, rectify: true);
        _kernels.Multiply(_second, y, z, rectify: false);
        float squares = 0;
        for (int i = 0; i < liked.Length; i++)
        {
            output[i] += liked[i];
            squares += output[i] * output[i];
        }
        float scale = 1 / MathF.Sqrt(squares + 1e-6f);
        for (int i = 0; i < liked.Length; i++) vector[i] = output[i] * scale;
    }

    /// <inheritdoc/>
    public void Dispose() => _products.Dispose();

    private static string Refusal(Dictionary<string, IReadOnlyList<long>> shapes)
    {
        foreach (string name in (string[])
            [ProductTable, "country_embedding", "top_category_embedding", "user_weight_1", "user_weight_2"])
            if (!shapes.TryGetValue(name, out var shape) || shape.Count != 2 || shape.Any(size => size < 1))
                return $"it has no table {name}";
        if (shapes.Count != 7) return $"it has {shapes.Count} parameters, not 7";
        long dimension = shapes[ProductTable][1], hidden = shapes["user_weight_1"][0];
        long width = dimension + shapes["country_embedding"][1] + shapes["top_category_embedding"][1];
        if (shapes[ProductTable][0] > int.MaxValue) return "its products are too many";
        if (shapes["user_weight_1"][1] > MostWidth || hidden > MostWidth || dimension > MostWidth)
            return $"a layer is wider than {MostWidth}";
        return shapes["user_weight_1"][1] < width || !Is(shapes, "user_bias_1", hidden)
            || !Is(shapes, "user_weight_2", dimension, hidden) || !Is(shapes, "user_bias_2", dimension)
            ? "its layers do not fit its tables"
            : "";
    }

    private static bool Is(Dictionary<string, IReadOnlyList<long>> shapes, string name, params long[] shape) =>
        shapes.TryGetValue(name, out var actual) && actual.SequenceEqual(shape);

    private static RowLayer Layer(TorchModule module, Dictionary<string, IReadOnlyList<long>> shapes, int layer) =>
        new(Read(module, shapes, $"user_weight_{layer}"), Read(module, shapes, $"user_bias_{layer}"),
            (int)shapes[$"user_weight_{layer}"][1]);

    private static float[] Read(TorchModule module, Dictionary<string, IReadOnlyList<long>> shapes, string name)
    {
        var values = new float[shapes[name].Aggregate(1L, (product, size) => product * size)];
        module.ReadParameter(name, values);
        return values;
    }

    private static ReadOnlySpan<float> Embedding(float[] table, int width, int id) => table.AsSpan(id * width, width);
}
