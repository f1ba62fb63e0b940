namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// Puts many products into columns, as at start. Several may work side by side, each on a thread of its own: what
/// takes time is done before the columns' lock.
/// </summary>
/// <param name="products">The columns.</param>
public sealed class ProductLoader(ProductColumns products)
{
    private readonly EncodedWriter _record = new();

    /// <summary>
    /// Puts a product at its row, unless a later version (<see cref="ProductContent.Version"/>) is there already.
    /// </summary>
    public void Restore(int row, in ProductContent content)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        products.Restore(row, content, _record);
    }
}
