using Recsys.Pipeline.Catalogue;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Catalogue;

/// <summary>The shop's products.</summary>
public sealed class ProductCatalogue : RecordCatalogue<Product>
{
    internal ProductCatalogue(StoreState state, StoreWriter writer)
        : base(ProductKind.Instance, state.Catalogue, state.ProductOrder, writer) => Columns = state.Columns;

    /// <summary>All products by catalogue row, kept up to date as they are written.</summary>
    public ProductColumns Columns { get; }

    private protected override Product? Peek(string id) => Columns.TryGet(id, out var product) ? product : null;

    /// <summary>Deletes one. It keeps its catalogue row, and gets it back when it is made again.</summary>
    /// <param name="id">Which.</param>
    /// <param name="etag">Delete only what still has this etag; empty deletes whatever is there.</param>
    /// <param name="cancellation">Stops waiting; whether it was deleted is then unknown.</param>
    /// <returns>Deleted, NotFound, EtagMismatch or Invalid.</returns>
    public async Task<WriteResult<Product>> DeleteAsync(
        string id, string etag = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(etag);
        var mutation = new DeleteMutation(id, etag);
        await Writer.AddAsync(mutation, cancellation);
        return await mutation.Result.WaitAsync(cancellation);
    }
}
