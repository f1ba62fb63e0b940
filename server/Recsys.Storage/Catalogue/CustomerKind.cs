using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Records;

namespace Recsys.Storage.Catalogue;

/// <summary>Customers: rules and bytes.</summary>
internal sealed class CustomerKind : EntityKind<Customer>
{
    private const byte Layout = 1;

    public static CustomerKind Instance { get; } = new();

    /// <summary>The country in a stored value; empty for no bytes and for gravestones.</summary>
    public static string CountryOf(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return "";
        var reader = new RecordReader(value);
        if (EntityHead.Read(ref reader).Deleted) return "";
        ThrowIfNewer(reader.Byte());
        reader.TextBytes();
        return CountryNames.Of(reader.TextBytes());
    }

    public override byte StateKey => State.StateKey.Customer;

    public override RecordKind Record => RecordKind.CustomerPut;

    public override string IdOf(Customer value) => value.Id;

    public override Customer WithTimes(Customer value, long createdMs, long updatedMs) =>
        value with { CreatedMs = createdMs, UpdatedMs = updatedMs };

    public override FieldViolation? Violation(Customer value) =>
        FieldRules.Id("id", value.Id)
        ?? FieldRules.Text("display_name", value.DisplayName, StorageLimits.ShortTextLength)
        ?? FieldRules.Country("country", value.Country)
        ?? FieldRules.Attributes(value.Attributes);

    public override void WritePayload(RecordBuffer to, Customer value)
    {
        to.Byte(Layout);
        to.Text(value.DisplayName);
        to.Text(value.Country);
        to.Attributes(value.Attributes);
    }

    public override Customer Read(string id, in EntityHead head, ref RecordReader payload)
    {
        ThrowIfNewer(payload.Byte());
        return new Customer
        {
            Id = id,
            DisplayName = payload.Text(),
            Country = payload.Text(),
            Attributes = payload.Attributes(),
            CreatedMs = head.CreatedMs,
            UpdatedMs = head.UpdatedMs,
        };
    }

    private static void ThrowIfNewer(byte layout)
    {
        if (layout != Layout) throw new InvalidDataException("A customer was written by a newer version.");
    }
}
