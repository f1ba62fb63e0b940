using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Journal;

namespace Recsys.Cli.Commands;

/// <summary>Writes interactions as JSON, one a line; what was not given is left out.</summary>
internal sealed class InteractionLines(Stream to) : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _lines = new(BufferBytes * 2);
    private readonly Utf8JsonWriter _json = new(Stream.Null, Options);

    /// <summary>Lines written.</summary>
    public long Count { get; private set; }

    public void Write(ExportedInteraction exported)
    {
        var item = exported.Interaction;
        _json.Reset(_lines);
        _json.WriteStartObject();
        _json.WriteNumber("position", exported.Position);
        _json.WriteString("id", item.Id);
        _json.WriteString("type", NameOf(item.Type));
        _json.WriteString("event_time", DateTimeOffset.FromUnixTimeMilliseconds(item.TimeMs).UtcDateTime);
        _json.WriteString("product_id", item.ProductId);
        Text("customer_id", item.CustomerId);
        Text("session_id", item.SessionId);
        if (item.Value != 0) _json.WriteNumber("value", item.Value);
        if (item.Quantity != 0) _json.WriteNumber("quantity", item.Quantity);
        if (item.Price != 0) _json.WriteNumber("price", item.Price);
        if (item.DwellMs != 0) _json.WriteNumber("dwell_ms", item.DwellMs);
        Text("country", item.Country);
        Text("attribution_token", item.AttributionToken);
        _json.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
        Count++;
        if (_lines.WrittenCount >= BufferBytes) Empty();
    }

    public void Dispose()
    {
        _json.Dispose();
        Empty();
        to.Flush();
    }

    private void Empty()
    {
        to.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    private void Text(string name, string value)
    {
        if (value.Length > 0) _json.WriteString(name, value);
    }

    private static string NameOf(InteractionType type) => type switch
    {
        InteractionType.View => "view",
        InteractionType.Click => "click",
        InteractionType.AddToCart => "add_to_cart",
        InteractionType.Purchase => "purchase",
        InteractionType.Rating => "rating",
        _ => "unspecified",
    };
}
