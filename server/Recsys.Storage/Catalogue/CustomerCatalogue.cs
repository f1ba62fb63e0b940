using Recsys.Pipeline.Catalogue;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Catalogue;

/// <summary>The shop's customers. Interactions may name customers who are not here.</summary>
public sealed class CustomerCatalogue : RecordCatalogue<Customer>
{
    internal CustomerCatalogue(StoreState state, StoreWriter writer)
        : base(CustomerKind.Instance, state.Catalogue, state.CustomerIds, writer)
    {
    }
}
