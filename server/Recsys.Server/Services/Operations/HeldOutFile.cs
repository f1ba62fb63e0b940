using System.Globalization;
using System.Text.Json;
using Recsys.Pipeline.Interactions;
using Recsys.Storage;
using Recsys.Storage.Records;

namespace Recsys.Server.Services.Operations;

/// <summary>
/// Reads held-out interactions: JSON, one a line, as the journal is exported and as an import holds rows out. Of a line
/// only <c>customer_id</c>, <c>product_id</c>, <c>type</c> and <c>event_time</c> count; anonymous ones are passed over.
/// </summary>
internal static class HeldOutFile
{
    private const long MostBytes = 1L << 29;
    private const int MostLineCharacters = 64 << 10;
    private const int MostInteractions = 5_000_000;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is too large, or a line is wrong; the message names it.</exception>
    /// <exception cref="IOException">It is not there or cannot be read.</exception>
    public static HeldOutData Load(string path)
    {
        string name = Path.GetFileName(path);
        using var file = new StreamReader(path);
        if (file.BaseStream.Length > MostBytes)
            throw new InvalidDataException($"{name} is larger than 512 MiB; hold out a shorter time.");
        var first = new Dictionary<string, Dictionary<string, HeldOutItem>>(StringComparer.Ordinal);
        int count = 0;
        for (int number = 1; file.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (++count > MostInteractions)
                throw new InvalidDataException($"{name} has more than {MostInteractions} lines; hold out less.");
            if (Read(line, out string customer, out var item) is { } problem)
                throw new InvalidDataException($"{name}, line {number}: {problem}");
            if (customer.Length == 0) continue;
            if (!first.TryGetValue(customer, out var items))
                first[customer] = items = new Dictionary<string, HeldOutItem>(StringComparer.Ordinal);
            if (!items.TryGetValue(item.ProductId, out var known) || item.TimeMs < known.TimeMs)
                items[item.ProductId] = item;
        }
        return new HeldOutData(first.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Values.OrderBy(item => item.TimeMs)
                .ThenBy(item => item.ProductId, StringComparer.Ordinal).ToArray(),
            StringComparer.Ordinal));
    }

    private static string? Read(string line, out string customer, out HeldOutItem item)
    {
        (customer, item) = ("", default);
        if (line.Length > MostLineCharacters) return "it is longer than 64 Ki characters.";
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, out customer, out item)
                : "it is no JSON object.";
        }
        catch (JsonException error)
        {
            return $"it is no JSON, from character {error.BytePositionInLine + 1} on.";
        }
    }

    private static string? Read(JsonElement line, out string customer, out HeldOutItem item)
    {
        item = default;
        customer = Text(line, "customer_id");
        string product = Text(line, "product_id");
        if (customer.Length > 0 && !TextRules.IsId(customer))
            return $"customer_id is no id of 1 to {StorageLimits.IdLength} characters without control characters.";
        if (!TextRules.IsId(product))
            return $"product_id is no id of 1 to {StorageLimits.IdLength} characters without control characters.";
        if (TypeOf(Text(line, "type")) is not { } type)
            return "type is none of view, click, add_to_cart, purchase and rating.";
        if (!DateTimeOffset.TryParse(
                Text(line, "event_time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            || moment.ToUnixTimeMilliseconds() <= 0)
            return "event_time is no time since 1970; write it like 2011-08-04T09:30:00Z.";
        item = new HeldOutItem(product, type, moment.ToUnixTimeMilliseconds());
        return null;
    }

    private static string Text(JsonElement line, string name) =>
        line.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static InteractionType? TypeOf(string name) => name switch
    {
        "view" => InteractionType.View,
        "click" => InteractionType.Click,
        "add_to_cart" => InteractionType.AddToCart,
        "purchase" => InteractionType.Purchase,
        "rating" => InteractionType.Rating,
        _ => null,
    };
}
