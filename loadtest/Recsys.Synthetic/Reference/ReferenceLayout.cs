using System.Text.Json;
using System.Text.Json.Serialization;

namespace Recsys.Synthetic.Reference;

/// <summary>
/// What the folder of exported features holds, as its <c>reference.json</c> says: how many entities and how many values
/// of four bytes each. <c>items.i32</c> has a row of <see cref="ItemWidth"/> values for each product by model row,
/// <c>users.i32</c> one of <see cref="UserWidth"/> for each line of <c>customers.txt</c>.
/// </summary>
public sealed record ReferenceLayout
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Name of the model version that the features were made for.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Products.</summary>
    public required int Products { get; init; }

    /// <summary>Customers.</summary>
    public required int Customers { get; init; }

    /// <summary>Lists of the index to look into.</summary>
    public required int Probes { get; init; }

    /// <summary>Numbers of a user that the ranker reads, float32.</summary>
    public required int UserDense { get; init; }

    /// <summary>Ids of a user that the ranker reads, int32.</summary>
    public required int UserIds { get; init; }

    /// <summary>Ids of a product that the ranker reads, int32.</summary>
    public required int ItemIds { get; init; }

    /// <summary>Numbers of a user that the user tower reads, float32.</summary>
    public required int TowerDense { get; init; }

    /// <summary>Ids of a user that the user tower reads, int32.</summary>
    public required int TowerIds { get; init; }

    /// <summary>Products of the history that the user tower reads, int32, and as many weights, float32.</summary>
    public required int TowerHistory { get; init; }

    /// <summary>Values of a product: its ids, and 1 where it can be sold, else 0.</summary>
    [JsonIgnore]
    public int ItemWidth => ItemIds + 1;

    /// <summary>Values of a user's tower inputs.</summary>
    [JsonIgnore]
    public int TowerWidth => TowerDense + TowerIds + (2 * TowerHistory);

    /// <summary>Values of a user.</summary>
    [JsonIgnore]
    public int UserWidth => UserDense + UserIds + TowerWidth;

    /// <summary>Name of the file in the folder.</summary>
    public const string FileName = "reference.json";

    /// <summary>Reads a folder's.</summary>
    /// <exception cref="InvalidDataException">There is none, or it cannot be read.</exception>
    public static ReferenceLayout Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        try
        {
            return JsonSerializer.Deserialize<ReferenceLayout>(File.ReadAllText(path), Options)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            throw new InvalidDataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Writes it into a folder.</summary>
    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Options) + "\n");
}
