using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recsys.LoadTest.Reports;

/// <summary>
/// A report as one JSON document, names in snake case and times in the unit their name ends with. loadtest/README.md
/// describes its fields.
/// </summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new BucketConverter() },
    };

    /// <summary>Writes the document.</summary>
    public static string Of(LoadReport report) => JsonSerializer.Serialize(report, Options);

    /// <summary>Reads a document that was written before.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static LoadReport Read(string json) => JsonSerializer.Deserialize<LoadReport>(json, Options)
        ?? throw new JsonException("The document is empty.");
}
