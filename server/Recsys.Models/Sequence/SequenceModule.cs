namespace Recsys.Models.Sequence;

/// <summary>
/// The sequential model as a TorchScript module: a customer's latest products, oldest first, to a vector whose inner
/// product with a product's says how likely that one comes next. Inputs of <c>forward</c>: items [n, length] (int64, 0
/// to products − 1, or products for none), positions [length] (int64, counted so that the last is <see cref="Length"/>
/// − 1), order [length, length] (0 for what a place may see, −1e9 for what follows it).
/// </summary>
public static class SequenceModule
{
    /// <summary>Most products of a sequence: the latest.</summary>
    public const int Length = 50;

    /// <summary>Blocks of attention.</summary>
    public const int Blocks = 2;

    /// <summary>The parameter of the products' vectors, the last row being that of no product.</summary>
    public const string ItemTable = "item_embedding";

    /// <summary>The method that training steps by.</summary>
    public const string LossMethod = "loss";

    /// <summary>Makes an untrained model.</summary>
    /// <param name="products">Products, at least 1.</param>
    /// <param name="dimension">Size of the vectors, a multiple of 16 to 256.</param>
    /// <param name="seed">Seed of the initial values.</param>
    public static TorchModule Create(int products, int dimension, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(products, 1);
        if (dimension is < 16 or > 256 || dimension % 16 != 0)
            throw new ArgumentException("The vectors' size must be a multiple of 16 to 256.", nameof(dimension));
        return TorchModule.Create("Sequence", SequenceSource.Of(Blocks), Parameters(products, dimension), seed);
    }

    private static TorchParameter[] Parameters(int products, int d)
    {
        var parameters = new List<TorchParameter>
        {
            // The last row stands for no product.
            new(ItemTable, [products + 1, d], TorchInit.Normal, 0.05f, Sparse: true),
            new("position_embedding", [Length, d], TorchInit.Normal, 0.05f),
            new("last_scale", [d], TorchInit.Ones), new("last_shift", [d], TorchInit.Zeros),
        };
        for (int block = 1; block <= Blocks; block++)
        {
            foreach (string part in (string[])["first", "second"])
            {
                parameters.Add(new($"{part}_scale_{block}", [d], TorchInit.Ones));
                parameters.Add(new($"{part}_shift_{block}", [d], TorchInit.Zeros));
            }
            foreach (string part in (string[])["query", "key", "value", "attended", "inner", "outer"])
            {
                parameters.Add(new($"{part}_weight_{block}", [d, d], TorchInit.XavierUniform));
                parameters.Add(new($"{part}_bias_{block}", [d], TorchInit.Zeros));
            }
        }
        return [.. parameters];
    }
}
