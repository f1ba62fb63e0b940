using System.Text.Json;

namespace Recsys.Snapshots.Mixing;

/// <summary>Reads and writes <c>mix.json</c>: a <see cref="Mix"/> in snake case.</summary>
public static class MixFile
{
    private const int Format = 1;
    private const int MostNames = 1_000;

    // A signal is about 1 wide: a larger weight is a broken one.
    private const float Largest = 1_000;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Writes a mix.</summary>
    public static void Save(Mix mix, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(mix);
        JsonSerializer.Serialize(stream, new Document(Format, mix), Options);
    }

    /// <summary>Reads a mix.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, of another format, or out of bounds.</exception>
    public static Mix Load(Stream stream)
    {
        Document? document;
        try
        {
            document = JsonSerializer.Deserialize<Document>(stream, Options);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{ModelArtifacts.Mix} cannot be read: {broken.Message}", broken);
        }
        Require(document is not null, "is empty");
        Require(document!.Version == Format, $"is of version {document.Version}; this build knows {Format}");
        Check(document.Mix.NewProducts);
        Check(document.Mix.AllProducts);
        Require(document.Mix.Shares.Count <= MostNames, "names too many shares");
        foreach (var (name, share) in document.Mix.Shares)
            Require(share > 0 && float.IsFinite(share), $"has no share above 0 for '{name}'");
        return document.Mix;
    }

    private static void Check(MixWeights weights)
    {
        Require(weights.Ranker is >= 0 and <= Largest, $"has a weight of the ranker outside of 0 to {Largest}");
        Require(Math.Abs(weights.Bias) <= Largest, $"has a bias beyond {Largest}");
        Require(weights.Signals.Count <= MostNames, "names too many signals");
        foreach (var (name, weight) in weights.Signals)
            Require(Math.Abs(weight) <= Largest, $"has a weight beyond {Largest} for '{name}'");
    }

    private static void Require(bool met, string problem)
    {
        if (!met) throw new InvalidDataException($"{ModelArtifacts.Mix} {problem}.");
    }

    private sealed record Document(int Version, Mix Mix);
}
