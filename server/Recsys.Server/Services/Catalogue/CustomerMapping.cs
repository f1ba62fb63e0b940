using Recsys.Pipeline.Catalogue;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>Customers of the contract to customers of the store and back.</summary>
internal static class CustomerMapping
{
    /// <summary>Checks a customer and reads it.</summary>
    /// <param name="violations">Takes what is wrong; the customer is of use only when nothing is.</param>
    /// <param name="path">Where it is in the request, for example <c>customer</c>.</param>
    /// <param name="from">The customer, or null when the request has none.</param>
    public static Customer Read(Violations violations, string path, V1.Customer? from)
    {
        if (from is null)
        {
            violations.Add(path, "is missing; give a customer with an id.");
            return new Customer { Id = "" };
        }
        violations.Id(path + ".id", from.Id);
        violations.Text(path + ".display_name", from.DisplayName, StorageLimits.ShortTextLength, allowLines: true);
        violations.Country(path + ".country", from.Country);
        AttributeMapping.Check(violations, path + ".attributes", from.Attributes);
        return new Customer
        {
            Id = from.Id,
            DisplayName = from.DisplayName,
            Country = from.Country,
            Attributes = new Dictionary<string, string>(from.Attributes, StringComparer.Ordinal),
        };
    }

    /// <summary>A stored customer as an answer has it.</summary>
    public static V1.Customer Write(Stored<Customer> stored)
    {
        var from = stored.Value;
        var customer = new V1.Customer
        {
            Id = from.Id,
            DisplayName = from.DisplayName,
            Country = from.Country,
            CreateTime = Times.ToTimestamp(from.CreatedMs),
            UpdateTime = Times.ToTimestamp(from.UpdatedMs),
            Etag = stored.Etag,
        };
        foreach (var (name, value) in from.Attributes) customer.Attributes[name] = value;
        return customer;
    }
}
