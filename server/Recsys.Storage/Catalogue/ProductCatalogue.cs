using Recsys.Pipeline.Catalogue;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Catalogue;

/// <summary>The shop's products.</summary>
public sealed class ProductCatalogue : RecordCatalogue<Product>
{
    internal ProductCatalogue(StoreState state, StoreWriter writer)
        : base(ProductKind.Instance, state.Catalogue, state.ProductIds, writer) => Columns = state.Columns;

    /// <summary>All products by catalogue row, kept up to date as they are written.</summary>
    public ProductColumns Columns { get; }
}
