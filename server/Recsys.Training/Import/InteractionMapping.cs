using System.Text.Json;
using Recsys.Training.Import.Mapping;
using Recsys.Training.Import.Plain;

namespace Recsys.Training.Import;

/// <summary>
/// What the columns of a file mean: which are interactions' fields, which describe products and customers, and which
/// rows are left out. Written as a small JSON file; every key is documented on the records of <see cref="Mapping"/>.
/// </summary>
public sealed record InteractionMapping
{
    /// <summary>Largest mapping file, in bytes.</summary>
    public const int MaxFileBytes = 1024 * 1024;

    /// <summary>Where the mapping comes from, for messages.</summary>
    public string Name { get; init; } = "mapping";

    /// <summary>"csv" or "parquet" when the file must be that; null takes what its first bytes say.</summary>
    public string? Format { get; init; }

    /// <summary>Between the fields of a CSV; null looks for the likeliest in its first line.</summary>
    public char? Delimiter { get; init; }

    /// <summary>Column names of a CSV whose first line is data already; null when the first line names them.</summary>
    public IReadOnlyList<string>? Header { get; init; }

    /// <summary>Columns of interactions, or null when the file has none.</summary>
    public InteractionFields? Interactions { get; init; }

    /// <summary>Columns of products, or null when the file says nothing of them.</summary>
    public ProductFields? Products { get; init; }

    /// <summary>Columns of customers, or null when the file says nothing of them.</summary>
    public CustomerFields? Customers { get; init; }

    /// <summary>Which rows are left out; the first that applies counts.</summary>
    public IReadOnlyList<MappingRule> Rules { get; init; } = [];

    /// <summary>Rows with more empty fields than this are dropped; null keeps them.</summary>
    public int? MaxEmptyColumns { get; init; }

    /// <summary>The columns that <see cref="MaxEmptyColumns"/> is about; null means all of the file's.</summary>
    public IReadOnlyList<string>? FeatureColumns { get; init; }

    /// <summary>How the file is written, where it came without a mapping and is no CSV with a header.</summary>
    internal PlainShape? Plain { get; init; }

    /// <summary>Reads a mapping file.</summary>
    /// <exception cref="ImportException">It is not there, not JSON, or says something unknown; the message names the
    /// key.</exception>
    public static InteractionMapping Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = ImportStream.OpenFile(path);
        string name = Path.GetFileName(path);
        if (file.Length > MaxFileBytes)
            throw new ImportException($"{name}: larger than {MaxFileBytes} bytes, so it is no mapping file");
        using var reader = new StreamReader(file);
        return Parse(reader.ReadToEnd(), name);
    }

    /// <summary>Reads the text of a mapping file.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="ImportException">It is not JSON, or says something unknown; the message names the
    /// key.</exception>
    public static InteractionMapping Parse(string json, string name = "mapping")
    {
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            };
            using var document = JsonDocument.Parse(json, options);
            return MappingReader.Read(name, document.RootElement);
        }
        catch (JsonException e)
        {
            throw new ImportException(
                $"{name}: not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
    }
}
