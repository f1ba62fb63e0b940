using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Training.Import.Catalogue;
using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import.Rows;

/// <summary>
/// The customer columns of one file: each row as a customer, or as one more word on the customer it names.
/// </summary>
internal sealed class BoundCustomer
{
    private readonly IRowSource _source;
    private readonly CustomerFields _fields;
    private readonly (string Name, int Column)[] _attributes;
    private readonly int _id, _name, _country;

    public BoundCustomer(CustomerFields fields, IRowSource source, ColumnBinder binder)
    {
        _source = source;
        _fields = fields;
        _id = binder.Bind(fields.Id);
        _name = binder.Bind(fields.DisplayName);
        _country = binder.Bind(fields.Country);
        _attributes = [.. fields.Attributes.Select(pair => (pair.Key, binder.Bind(pair.Value)))];
    }

    /// <summary>Reads the current row as a customer.</summary>
    /// <returns>Null when it is good, or else what is wrong with which column.</returns>
    public string? TryRead(out Customer customer)
    {
        customer = null!;
        var id = Field(_id);
        if (!FieldText.IsId(id)) return id.IsEmpty ? $"{_fields.Id} is empty" : $"{_fields.Id} is no id";
        var attributes = new Dictionary<string, string>(_attributes.Length, StringComparer.Ordinal);
        foreach (var (name, column) in _attributes)
            if (!Field(column).IsEmpty) attributes[name] = Text(column);
        customer = new Customer
        {
            Id = Encoding.UTF8.GetString(id),
            DisplayName = Text(_name),
            Country = Text(_country),
            Attributes = attributes,
        };
        return null;
    }

    /// <summary>Adds what an interaction's row says of its customer.</summary>
    public void AddTo(CustomerProfile profile, long timeMs, Utf8Vocabulary texts)
    {
        if (!profile.Set(timeMs, Number(_country, texts), Number(_name, texts))) return;
        foreach (var (name, column) in _attributes)
            if (!Field(column).IsEmpty) profile.SetAttribute(name, Text(column));
    }

    private int Number(int column, Utf8Vocabulary texts)
    {
        var field = Field(column);
        return field.IsEmpty ? -1 : texts.GetOrAdd(field);
    }

    private ReadOnlySpan<byte> Field(int column) => column < 0 ? default : _source.Field(column).Trim((byte)' ');

    private string Text(int column) => Encoding.UTF8.GetString(Field(column));
}
