using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Erasure;
using Recsys.Storage.Records;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Catalogue;

/// <summary>The shop's customers. Interactions may name customers who are not here.</summary>
public sealed class CustomerCatalogue : RecordCatalogue<Customer>
{
    private static readonly RecordPart<string> Country = CustomerKind.CountryOf;
    private readonly ErasedCustomers _erased;

    internal CustomerCatalogue(StoreState state, StoreWriter writer)
        : base(CustomerKind.Instance, state.Catalogue, state.CustomerIds, writer) => _erased = state.Erased;

    /// <summary>Reads the country of one, which every request for recommendations needs.</summary>
    /// <returns>It; empty where none is known, or there is no such customer.</returns>
    public ValueTask<string> ReadCountryAsync(string id, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length is 0 or > StorageLimits.IdLength
            ? new ValueTask<string>("")
            : ReadPartAsync(id, Country, cancellation);
    }

    /// <summary>Whether a customer of this id was ever erased, also where a newcomer has it since.</summary>
    public bool WasErased(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return _erased.Count > 0 && _erased.Find(Hash128.Of(Encoding.UTF8.GetBytes(id))) is not null;
    }

    /// <summary>
    /// Erases one: the record, what is remembered of what they did, and the link from past interactions to them, which
    /// go on counting for products as nobody's. Those who only acted and have no record can be erased too. What is
    /// written later under the same id is a newcomer's.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="etag">Erase only a record that still has this etag; empty erases whatever is there.</param>
    /// <param name="cancellation">Stops waiting; whether they were erased is then unknown.</param>
    /// <returns>Deleted, NotFound, EtagMismatch or Invalid.</returns>
    public async Task<EraseResult> EraseAsync(string id, string etag = "", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(etag);
        var mutation = new EraseMutation(id, etag);
        await Writer.AddAsync(mutation, cancellation);
        return await mutation.Result.WaitAsync(cancellation);
    }
}
