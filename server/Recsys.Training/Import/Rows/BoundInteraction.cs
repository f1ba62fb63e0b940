using System.Text;
using Recsys.Pipeline.Interactions;
using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import.Rows;

/// <summary>The interaction columns of one file, read into an <see cref="ImportedInteraction"/> row by row.</summary>
internal sealed class BoundInteraction
{
    // What the store takes, so that a table from a file and one from the store hold the same rows.
    private const long LatestTimeMs = 253_402_300_799_999;
    private const int MaxCountryBytes = 64;

    private readonly IRowSource _source;
    private readonly ImportCatalogue _catalogue;
    private readonly InteractionFields _fields;
    private readonly TimePattern? _timePattern;
    private readonly (byte[] Word, InteractionType Type)[] _types;
    private readonly int _customer, _product, _time, _id, _session, _quantity, _price, _value, _dwell, _country, _type;

    private readonly ImportOptions _options;
    private readonly HeldOutLog? _heldOut;

    /// <summary>Binds the columns.</summary>
    /// <param name="fields">What they are.</param>
    /// <param name="source">The file.</param>
    /// <param name="binder">Finds them in it.</param>
    /// <param name="catalogue">Gives customers and products their numbers.</param>
    /// <param name="options">What is held out.</param>
    /// <param name="heldOut">Takes what is held out, or null.</param>
    /// <exception cref="ImportException">One is not there, or rows are to be held out and have no times.</exception>
    public BoundInteraction(
        InteractionFields fields, IRowSource source, ColumnBinder binder, ImportCatalogue catalogue,
        ImportOptions options, HeldOutLog? heldOut)
    {
        if (options.HoldOutFromMs < long.MaxValue && fields.Time is null)
            throw new ImportException("nothing can be held out by time: the interactions have no column of times");
        _source = source;
        _catalogue = catalogue;
        (_options, _heldOut) = (options, heldOut);
        _fields = fields;
        _customer = binder.Bind(fields.Customer);
        _product = binder.Bind(fields.Product);
        (_time, _timePattern) = binder.Bind(fields.Time);
        _id = binder.Bind(fields.Id);
        _session = binder.Bind(fields.Session);
        _quantity = binder.Bind(fields.Quantity);
        _price = binder.Bind(fields.Price);
        _value = binder.Bind(fields.Value);
        _dwell = binder.Bind(fields.DwellMs);
        _country = binder.Bind(fields.Country);
        _type = binder.Bind(fields.Type?.Column);
        _types = fields.Type is { } type
            ? [.. type.Values.Select(pair => (Encoding.UTF8.GetBytes(pair.Key), pair.Value))]
            : [];
    }

    /// <summary>Reads the current row's interaction.</summary>
    /// <param name="interaction">The interaction; nothing when it is held out.</param>
    /// <param name="held">Whether it is held out.</param>
    /// <returns>Null when it is good, or else what is wrong with which column.</returns>
    public string? TryRead(out ImportedInteraction interaction, out bool held)
    {
        interaction = default;
        held = false;
        var customer = Field(_customer);
        var session = Field(_session);
        var product = Field(_product);
        if (!FieldText.IsId(product)) return BadId(_fields.Product, product);
        if (!customer.IsEmpty && !FieldText.IsId(customer)) return BadId(_fields.Customer!, customer);
        if (!session.IsEmpty && !FieldText.IsId(session)) return BadId(_fields.Session!, session);
        if (customer.IsEmpty && session.IsEmpty) return $"{_fields.Customer ?? _fields.Session} is empty";
        var id = Field(_id);
        if (_id >= 0 && !FieldText.IsId(id)) return BadId(_fields.Id!, id);

        long timeMs = 0;
        if (_time >= 0 && BadTime(out timeMs) is { } badTime) return badTime;
        if (!FieldText.TryInt(Field(_quantity), out int quantity)) return $"{_fields.Quantity} is not a whole number";
        if (!FieldText.TryFloat(Field(_price), out float price)) return $"{_fields.Price} is not a number";
        if (!FieldText.TryFloat(Field(_value), out float value)) return $"{_fields.Value} is not a number";
        if (!FieldText.TryInt(Field(_dwell), out int dwell)) return $"{_fields.DwellMs} is not a whole number";
        if (Negative(quantity, price, dwell) is { } negative) return negative;
        if (!TryType(out var type)) return $"{_fields.Type!.Column} is no known type of interaction";
        var country = Field(_country);
        if (country.Length > MaxCountryBytes || country.ContainsAnyInRange((byte)0, (byte)31))
            return $"{_fields.Country} is no country";

        if (timeMs >= _options.HoldOutFromMs)
        {
            held = true;
            // Nobody can be asked what an anonymous visitor should have been shown.
            if (!customer.IsEmpty) _heldOut?.Write(customer, product, type, timeMs);
            return null;
        }

        interaction = new ImportedInteraction
        {
            Ordinal = _source.Ordinal,
            Customer = customer.IsEmpty ? -1 : _catalogue.Customers.GetOrAdd(customer),
            Product = _catalogue.Products.GetOrAdd(product),
            Country = country.IsEmpty ? -1 : _catalogue.Countries.GetOrAdd(country),
            Type = type,
            TimeMs = timeMs,
            Price = price,
            Value = value,
            Quantity = quantity,
            DwellMs = dwell,
            Session = session,
            Id = id,
        };
        return null;
    }

    private ReadOnlySpan<byte> Field(int column) => column < 0 ? default : _source.Field(column).Trim((byte)' ');

    private string? BadTime(out long timeMs)
    {
        if (!_timePattern!.TryParse(Field(_time), out timeMs)) return $"{_fields.Time!.Column} is not a time";
        return timeMs is <= 0 or > LatestTimeMs ? $"{_fields.Time!.Column} is not between 1970 and 9999" : null;
    }

    private string? Negative(int quantity, float price, int dwell) =>
        quantity < 0 ? $"{_fields.Quantity} is negative"
        : price < 0 ? $"{_fields.Price} is negative"
        : dwell < 0 ? $"{_fields.DwellMs} is negative"
        : null;

    private bool TryType(out InteractionType type)
    {
        type = _fields.ConstantType ?? default;
        if (_type < 0) return true;
        var field = Field(_type);
        foreach (var (word, known) in _types)
        {
            if (!field.SequenceEqual(word)) continue;
            type = known;
            return true;
        }
        return false;
    }

    private static string BadId(string column, ReadOnlySpan<byte> field) =>
        field.IsEmpty
            ? $"{column} is empty"
            : $"{column} is no id: 1 to 128 characters, none of them control characters";
}
