using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Fused;

/// <summary>
/// A DLRM's weights as the kernels read them. The first top layer is in two: what multiplies the user's vectors and
/// their inner products with each other, for one row; and what multiplies a product's bottom vector (where it has one),
/// its inner products with the user's vectors, product by product, and those with each other, for blocks.
/// </summary>
internal sealed unsafe class DlrmWeights : IDisposable
{
    private readonly Dictionary<string, VectorTable> _tables = new(StringComparer.Ordinal);

    /// <summary>Copies the weights out of a module that has them all.</summary>
    public DlrmWeights(TorchModule module, RankerDescription shape, int exactRows, string? products)
    {
        int d = Dimension = shape.Dimension;
        UserNumbers = shape.UserDense.Count;
        ItemNumbers = shape.ItemDense.Count + shape.Cross.Count;
        UserVectors = shape.UserCategorical.Count + (UserNumbers > 0 ? 1 : 0);
        ItemVectors = shape.ItemCategorical.Count + (ItemNumbers > 0 ? 1 : 0);
        var read = new ParameterReader(module);
        if (UserNumbers > 0)
            UserBottom = [.. Range(1, shape.UserHidden.Count + 1).Select(layer => read.Row("user", layer))];
        if (ItemNumbers > 0)
            ItemBottom = [.. Range(1, shape.ItemHidden.Count + 1).Select(layer => read.Packed("item", layer))];
        float[] told = read["top_user_weight"], pairs = read["top_pair_weight"];
        float[] bottom = ItemNumbers > 0 ? read["top_item_weight"] : [];
        int first = shape.TopHidden[0];
        UserTop = new RowLayer(
            Columns(first, (told, Range(0, UserVectors * d)), (pairs, Range(0, Pairs(UserVectors)))),
            read["top_bias_1"], (UserVectors * d) + Pairs(UserVectors));
        float[] block = Columns(first, (bottom, Range(0, BottomRows)), (pairs, WithUser()), (pairs, Within()));
        int inputs = BottomRows + (UserVectors * ItemVectors) + Pairs(ItemVectors);
        Block = new PackedLayer(block, [], inputs);
        int last = shape.TopHidden.Count + 1;
        Top = [.. Range(2, last - 2).Select(layer => read.Packed("top", layer))];
        if (ByteKernel.Widest is not null && Top.Append(Block).All(layer => layer.Inputs <= ByteKernel.MostInputs))
        {
            ByteBlock = new ByteLayer(block, inputs, signed: true);
            ByteTop = [.. Range(2, last - 2).Select(layer => read.Bytes("top", layer))];
        }
        // What several heads come to is one row: the logit is their weighted sum.
        float[] shares = shape.Heads is { } heads ? [.. heads.Select(head => (float)head.Share)] : [1];
        Last = AlignedFloats.Of(WeightedRows(read[$"top_weight_{last}"], shares));
        LastBias = WeightedRows(read[$"top_bias_{last}"], shares)[0];
        try
        {
            UserTables = Tables(module, shape.UserCategorical, exactRows, products);
            ItemTables = Tables(module, shape.ItemCategorical, exactRows, products);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public int Dimension { get; }

    public int UserNumbers { get; }

    public int ItemNumbers { get; }

    public int UserVectors { get; }

    public int ItemVectors { get; }

    /// <summary>Rows that a product's bottom vector takes of the first top layer's inputs.</summary>
    public int BottomRows => ItemNumbers > 0 ? Dimension : 0;

    public RowLayer[] UserBottom { get; } = [];

    public PackedLayer[] ItemBottom { get; } = [];

    public RowLayer UserTop { get; }

    /// <summary>The products' part of the first top layer; its bias is what the user's part comes to.</summary>
    public PackedLayer Block { get; }

    public PackedLayer[] Top { get; }

    /// <summary><see cref="Block"/> with 8 bits a weight; null where the processor cannot.</summary>
    public ByteLayer? ByteBlock { get; }

    /// <summary><see cref="Top"/> with 8 bits a weight; empty where the processor cannot.</summary>
    public ByteLayer[] ByteTop { get; } = [];

    /// <summary>Room for the sizes of the inputs of <see cref="Block"/> and <see cref="Top"/>.</summary>
    public LayerSizes Sizes() => new(Top.Prepend(Block).Select(layer => layer.Inputs));

    /// <summary>Evens the inputs of the layers with 8 bits out; nobody may be using them.</summary>
    public void Even(LayerSizes sizes)
    {
        ByteBlock?.Even(sizes.Of(0));
        for (int i = 0; i < ByteTop.Length; i++) ByteTop[i].Even(sizes.Of(1 + i));
    }

    public AlignedFloats Last { get; }

    public float LastBias { get; }

    public VectorTable[] UserTables { get; } = [];

    public VectorTable[] ItemTables { get; } = [];

    public long TableBytes => _tables.Values.Sum(table => table.Bytes);

    public void Dispose()
    {
        foreach (var table in _tables.Values) table.Dispose();
    }

    private static float[] WeightedRows(float[] matrix, float[] weights)
    {
        var sum = new float[matrix.Length / weights.Length];
        for (int i = 0; i < matrix.Length; i++) sum[i % sum.Length] += weights[i / sum.Length] * matrix[i];
        return sum;
    }

    private static int Pairs(int vectors) => vectors * (vectors - 1) / 2;

    private static IEnumerable<int> Range(int start, int count) => Enumerable.Range(start, count);

    // The columns of the inner products as PairKernel writes them: by the product's vector, then by the user's.
    private IEnumerable<int> WithUser() =>
        from j in Range(0, ItemVectors)
        from i in Range(0, UserVectors)
        select PairKernel.Row(i, UserVectors + j);

    private IEnumerable<int> Within() =>
        from j in Range(0, ItemVectors)
        from i in Range(0, j)
        select PairKernel.Row(UserVectors + i, UserVectors + j);

    // Some columns of some matrices of as many rows, side by side.
    private static float[] Columns(int rows, params (float[] Matrix, IEnumerable<int> Columns)[] parts)
    {
        var made = new List<float>();
        int[][] columns = [.. parts.Select(part => part.Columns.ToArray())];
        for (int row = 0; row < rows; row++)
            for (int part = 0; part < parts.Length; part++)
            {
                int width = parts[part].Matrix.Length / rows;
                foreach (int column in columns[part]) made.Add(parts[part].Matrix[(row * width) + column]);
            }
        return [.. made];
    }

    private VectorTable[] Tables(TorchModule module, IReadOnlyList<string> ids, int exactRows, string? products) =>
    [
        .. ids.Select(RankerTables.Of).Select(name =>
        {
            if (_tables.TryGetValue(name, out var known)) return known;
            int rows = (int)module.Parameters.Single(p => p.Name == name).Shape[0];
            var table = VectorTable.Read(
                module, name, rows, Dimension, exactRows, name == RankerTables.Product ? products : null);
            _tables.Add(name, table);
            return table;
        }),
    ];
}
