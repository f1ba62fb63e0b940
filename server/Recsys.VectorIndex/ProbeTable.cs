using System.Text.Json;

namespace Recsys.VectorIndex;

/// <summary>
/// How many lists of an index to look into for a recall: measured on the index against exact searches, saved with it
/// (<c>index.json</c>).
/// </summary>
public sealed record ProbeTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The recall wanted, in (0, 1].</summary>
    public required double Target { get; init; }

    /// <summary>Vectors of the index that was measured.</summary>
    public required long Products { get; init; }

    /// <summary>Its lists.</summary>
    public required int Lists { get; init; }

    /// <summary>Queries it was measured with.</summary>
    public required int Queries { get; init; }

    /// <summary>What was chosen, the number wanted rising; at least one.</summary>
    public required IReadOnlyList<ProbeChoice> Choices { get; init; }

    /// <summary>
    /// Lists to look into: between two measured numbers the share of them grows as the logarithm does, beyond the
    /// largest with the number wanted.
    /// </summary>
    /// <param name="wanted">Results wanted, above 0.</param>
    /// <returns>1 to <see cref="Lists"/>.</returns>
    public int ProbesFor(int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        if (wanted <= Choices[0].Wanted) return Choices[0].Probes;
        for (int i = 1; i < Choices.Count; i++)
        {
            var (below, above) = (Choices[i - 1], Choices[i]);
            if (wanted > above.Wanted) continue;
            double part = Math.Log((double)wanted / below.Wanted) / Math.Log((double)above.Wanted / below.Wanted);
            return Bounded(below.Probes + (part * (above.Probes - below.Probes)));
        }
        return Bounded((double)Choices[^1].Probes * wanted / Choices[^1].Wanted);
    }

    /// <summary>Writes the table.</summary>
    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is no such table, or a number is out of range.</exception>
    public static ProbeTable Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = Path.GetFileName(path);
        try
        {
            var table = JsonSerializer.Deserialize<ProbeTable>(File.ReadAllText(path), Json);
            return table is not null && table.IsSound()
                ? table
                : throw new InvalidDataException($"{name} is damaged: a number is out of range.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{name} is damaged: {error.Message}", error);
        }
    }

    private bool IsSound()
    {
        if (Target is not (> 0 and <= 1) || Lists < 1 || Products < 0 || Queries < 0) return false;
        if (Choices is not { Count: > 0 }) return false;
        for (int i = 0; i < Choices.Count; i++)
        {
            if (Choices[i] is not { Wanted: > 0, Recall: >= 0 and <= 1 } choice) return false;
            if (choice.Probes < 1 || choice.Probes > Lists || choice.Measured is null) return false;
            if (i > 0 && choice.Wanted <= Choices[i - 1].Wanted) return false;
        }
        return true;
    }

    private int Bounded(double probes) => (int)Math.Clamp(Math.Ceiling(probes), 1, Lists);
}
