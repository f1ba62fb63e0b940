using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recsys.Synthetic;

/// <summary><c>shape.json</c>: what a folder's shop is; written last, so that a folder without it is no shop.</summary>
internal sealed record ShopFile
{
    public const string Name = "shape.json";

    /// <summary>Grows whenever the same shape no longer gives the same shop.</summary>
    public const int CurrentFormat = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required int Format { get; init; }

    public required SyntheticShape Shape { get; init; }

    /// <summary>Time the shop's histories end at, in milliseconds since 1970-01-01 UTC.</summary>
    public required long EndMs { get; init; }

    public static void Write(string folder, ShopFile file) =>
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(file, Options) + "\n");

    /// <summary>Reads a folder's file.</summary>
    /// <exception cref="SyntheticException">There is none, or it cannot be read.</exception>
    public static ShopFile Read(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            throw new SyntheticException(
                $"{folder} is no synthetic shop: it has no {Name}. Name an empty or a new folder.");
        try
        {
            return JsonSerializer.Deserialize<ShopFile>(File.ReadAllText(path), Options)
                ?? throw new SyntheticException($"{path} is empty: delete the folder, or name another.");
        }
        catch (JsonException broken)
        {
            throw new SyntheticException($"{path} cannot be read: {broken.Message}", broken);
        }
    }
}
