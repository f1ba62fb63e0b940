using System.Text.Encodings.Web;
using System.Text.Json;
using Recsys.Pipeline.Interactions;

namespace Recsys.Training.Import;

/// <summary>
/// Writes rows that are held out as JSON, one a line, as the journal is exported: what a server compares its answers
/// with. The file is replaced when the import is done, so that one that was interrupted leaves the file before.
/// </summary>
internal sealed class HeldOutLog : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly string _aside;
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins the file beside the one it will be.</summary>
    public HeldOutLog(string path)
    {
        _path = Path.GetFullPath(path);
        _aside = _path + ".part";
        if (Path.GetDirectoryName(_path) is { } folder) Directory.CreateDirectory(folder);
        _file = new FileStream(_aside, FileMode.Create, FileAccess.Write, FileShare.Read, BufferBytes);
        _json = new Utf8JsonWriter(_file, Options);
    }

    /// <summary>Writes an interaction of a customer; texts are UTF-8.</summary>
    public void Write(
        ReadOnlySpan<byte> customer, ReadOnlySpan<byte> product, InteractionType type, long timeMs)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("type"u8, NameOf(type));
        _json.WriteString("event_time"u8, DateTimeOffset.FromUnixTimeMilliseconds(timeMs).UtcDateTime);
        _json.WriteString("product_id"u8, product);
        _json.WriteString("customer_id"u8, customer);
        _json.WriteEndObject();
        _json.Flush();
        _file.WriteByte((byte)'\n');
    }

    /// <summary>Puts the file in its place.</summary>
    public void Complete()
    {
        _file.Flush(flushToDisk: true);
        File.Move(_aside, _path, overwrite: true);
    }

    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private static ReadOnlySpan<byte> NameOf(InteractionType type) => type switch
    {
        InteractionType.View => "view"u8,
        InteractionType.Click => "click"u8,
        InteractionType.AddToCart => "add_to_cart"u8,
        InteractionType.Purchase => "purchase"u8,
        InteractionType.Rating => "rating"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No type of interaction."),
    };
}
