using Recsys.Pipeline.Catalogue;
using Recsys.Training.Import.Rows;

namespace Recsys.Training.Import.Catalogue;

/// <summary>
/// What the interactions of an import say of one product: a few counters, however many rows there are.
/// </summary>
internal sealed class ProductProfile
{
    // A product with more spellings than this keeps counting the first ones.
    private const int MaxTitles = 64;

    private readonly List<(int Text, int Count)> _titles = [];
    private readonly PriceTally _prices = new();
    private Product? _latest;
    private long _firstMs = long.MaxValue;

    public long Interactions { get; private set; }

    public void AddTitle(ReadOnlySpan<byte> title, Utf8Vocabulary texts)
    {
        // Once full, nothing new is taken into the vocabulary either: it would grow with the file.
        int text = _titles.Count < MaxTitles ? texts.GetOrAdd(title) : texts.NumberOf(title);
        for (int i = 0; i < _titles.Count; i++)
        {
            if (_titles[i].Text != text) continue;
            _titles[i] = (text, _titles[i].Count + 1);
            return;
        }
        if (_titles.Count < MaxTitles) _titles.Add((text, 1));
    }

    public void AddPrice(double price) => _prices.Add(price);

    public void AddInteraction(long timeMs)
    {
        Interactions++;
        if (timeMs > 0) _firstMs = Math.Min(_firstMs, timeMs);
    }

    /// <summary>Takes what a row says beside title and price; the last row counts.</summary>
    public void SetRest(Product product) => _latest = product;

    /// <summary>The title given most often; of several, the one met first.</summary>
    public string Title(Utf8Vocabulary texts)
    {
        var best = (Text: -1, Count: 0);
        foreach (var title in _titles)
            if (title.Count > best.Count) best = title;
        return best.Text < 0 ? "" : Spaces.Collapse(texts[best.Text]);
    }

    public Product ToProduct(string id, Utf8Vocabulary texts)
    {
        var rest = _latest ?? new Product { Id = id };
        var attributes = new Dictionary<string, string>(rest.Attributes, StringComparer.Ordinal);
        attributes["popularity"] = Interactions.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return rest with
        {
            Id = id,
            Title = Title(texts),
            Price = _prices.Median,
            SaleStartMs = rest.SaleStartMs > 0 ? rest.SaleStartMs : _firstMs == long.MaxValue ? 0 : _firstMs,
            Attributes = attributes,
        };
    }
}
