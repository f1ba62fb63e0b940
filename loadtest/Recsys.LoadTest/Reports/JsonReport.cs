using System.Text.Json;

namespace Recsys.LoadTest.Reports;

/// <summary>A report as one JSON document, names in snake case and times in the unit their name ends with.</summary>
public static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <summary>Writes the document.</summary>
    public static string Of(LoadReport report) => JsonSerializer.Serialize(report, Options);
}
