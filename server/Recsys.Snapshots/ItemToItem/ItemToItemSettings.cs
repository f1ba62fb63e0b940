using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recsys.Snapshots.ItemToItem;

/// <summary>
/// <c>item_to_item.json</c>: how each item-to-item source is asked, as learned while training. A source that is not
/// named has <see cref="HistoryWeighting.Standard"/>.
/// </summary>
public sealed class ItemToItemSettings
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        // A half-life may be infinite.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly IReadOnlyDictionary<string, HistoryWeighting> _sources;

    /// <summary>Makes settings of what each source has.</summary>
    /// <param name="sources">By source name.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public ItemToItemSettings(IReadOnlyDictionary<string, HistoryWeighting> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        foreach (var weighting in sources.Values) weighting.Validate();
        _sources = sources;
    }

    /// <summary>Settings that name no source.</summary>
    public static ItemToItemSettings None { get; } = new(new Dictionary<string, HistoryWeighting>());

    /// <summary>How a source is asked.</summary>
    public HistoryWeighting Of(string source) =>
        _sources.TryGetValue(source, out var weighting) ? weighting : HistoryWeighting.Standard;

    /// <summary>Writes the file.</summary>
    public void Save(string path)
    {
        using var stream = File.Create(path);
        JsonSerializer.Serialize(stream, new Document(new Dictionary<string, HistoryWeighting>(_sources)), Options);
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged or out of range.</exception>
    public static ItemToItemSettings Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var document = JsonSerializer.Deserialize<Document>(stream, Options)
                ?? throw new InvalidDataException("The item-to-item settings are empty.");
            if (document.Sources.Values.Any(weighting => weighting is null))
                throw new InvalidDataException("The item-to-item settings name a source and no weighting.");
            return new ItemToItemSettings(document.Sources);
        }
        catch (Exception broken) when (broken is JsonException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"The item-to-item settings cannot be used: {broken.Message}", broken);
        }
    }

    private sealed record Document(Dictionary<string, HistoryWeighting> Sources);
}
