using Recsys.Pipeline.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>The fields of a customer that an update may name.</summary>
internal static class CustomerFields
{
    /// <summary>By name in the contract.</summary>
    public static IReadOnlyDictionary<string, RecordField<V1.Customer, Customer>> All { get; } =
        new RecordField<V1.Customer, Customer>[]
        {
            new("display_name", from => from.DisplayName.Length > 0,
                (to, from) => to with { DisplayName = from.DisplayName }),
            new("country", from => from.Country.Length > 0, (to, from) => to with { Country = from.Country }),
            new("attributes", from => from.Attributes.Count > 0,
                (to, from) => to with { Attributes = from.Attributes }),
        }.ToDictionary(field => field.Path, StringComparer.Ordinal);
}
