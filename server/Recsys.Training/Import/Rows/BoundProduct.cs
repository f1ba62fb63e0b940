using System.Text;
using Recsys.Pipeline.Catalogue;
using Recsys.Training.Import.Catalogue;
using Recsys.Training.Import.Mapping;

namespace Recsys.Training.Import.Rows;

/// <summary>
/// The product columns of one file: each row as a product, or as one more word on the product it names.
/// </summary>
internal sealed class BoundProduct
{
    private readonly IRowSource _source;
    private readonly ProductFields _fields;
    private readonly TimePattern? _startPattern;
    private readonly (string Name, int Column)[] _attributes;
    private readonly int _id, _title, _description, _categories, _brand, _price, _stock, _shipsTo, _promoted;
    private readonly int _start, _image;
    private readonly bool _hasRest;

    public BoundProduct(ProductFields fields, IRowSource source, ColumnBinder binder)
    {
        _source = source;
        _fields = fields;
        _id = binder.Bind(fields.Id);
        _title = binder.Bind(fields.Title);
        _description = binder.Bind(fields.Description);
        _categories = binder.Bind(fields.Categories);
        _brand = binder.Bind(fields.Brand);
        _price = binder.Bind(fields.Price);
        _stock = binder.Bind(fields.Stock);
        _shipsTo = binder.Bind(fields.ShipsTo);
        _promoted = binder.Bind(fields.Promoted);
        (_start, _startPattern) = binder.Bind(fields.SaleStart);
        _image = binder.Bind(fields.ImageUrl);
        _attributes = [.. fields.Attributes.Select(pair => (pair.Key, binder.Bind(pair.Value)))];
        ReadOnlySpan<int> rest = [_description, _categories, _brand, _stock, _shipsTo, _promoted, _start, _image];
        _hasRest = _attributes.Length > 0 || rest.ContainsAnyExcept(-1);
    }

    /// <summary>Reads the current row as a product.</summary>
    /// <returns>Null when it is good, or else what is wrong with which column.</returns>
    public string? TryRead(out Product product)
    {
        product = null!;
        var id = Field(_id);
        if (!FieldText.IsId(id)) return id.IsEmpty ? $"{_fields.Id} is empty" : $"{_fields.Id} is no id";
        if (!TryPrice(out double price)) return $"{_fields.Price} is no price";
        var stock = Field(_stock);
        if (!FieldText.TryInt(stock, out int units)) return $"{_fields.Stock} is not a whole number";
        long startMs = 0;
        var start = Field(_start);
        if (!start.IsEmpty && !_startPattern!.TryParse(start, out startMs))
            return $"{_fields.SaleStart!.Column} is not a time";
        product = new Product
        {
            Id = Encoding.UTF8.GetString(id),
            Title = Spaces.Collapse(Text(_title)),
            Description = Text(_description),
            Categories = FieldText.Entries(Field(_categories), _fields.Separator),
            Brand = Text(_brand),
            Price = price,
            Stock = stock.IsEmpty ? null : units,
            ShipsToCountries = FieldText.Entries(Field(_shipsTo), _fields.Separator),
            Promoted = FieldText.IsTrue(Field(_promoted)),
            SaleStartMs = startMs,
            ImageUrl = Text(_image),
            Attributes = Attributes(),
        };
        return null;
    }

    /// <summary>Adds what an interaction's row says of its product.</summary>
    /// <returns>Null when it is good, or else what is wrong with which column; then nothing was added.</returns>
    public string? TryAddTo(ProductProfile profile, Utf8Vocabulary texts)
    {
        if (!TryPrice(out double price)) return $"{_fields.Price} is no price";
        if (_hasRest)
        {
            if (TryRead(out var product) is { } problem) return problem;
            profile.SetRest(product);
        }
        var title = Field(_title);
        if (!title.IsEmpty) profile.AddTitle(title, texts);
        if (price > 0) profile.AddPrice(price);
        return null;
    }

    private bool TryPrice(out double price)
    {
        price = 0;
        var field = Field(_price);
        return field.IsEmpty || FieldNumber.TryParse(field, out price) && price >= 0;
    }

    private Dictionary<string, string> Attributes()
    {
        var attributes = new Dictionary<string, string>(_attributes.Length, StringComparer.Ordinal);
        foreach (var (name, column) in _attributes)
            if (!Field(column).IsEmpty) attributes[name] = Text(column);
        return attributes;
    }

    private ReadOnlySpan<byte> Field(int column) => column < 0 ? default : _source.Field(column).Trim((byte)' ');

    private string Text(int column) => Encoding.UTF8.GetString(Field(column));
}
