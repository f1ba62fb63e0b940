using System.Text.Json;

namespace Recsys.Server.Training;

/// <summary>
/// What a training tells the program that started it: a JSON object on a line of its standard output.
/// </summary>
public sealed record TrainingEvent
{
    /// <summary>What it is doing, in lower snake case; null in the last event.</summary>
    public string? Step { get; init; }

    /// <summary>Part of the whole that is done, in [0, 1].</summary>
    public double Progress { get; init; }

    /// <summary>Latest figures of the step, by name in lower snake case; null for none.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>The version that it published; null before, and where it published nothing.</summary>
    public string? Published { get; init; }

    /// <summary>Why it published nothing, in words that callers may see; null where it did, or may not tell.</summary>
    public string? Failure { get; init; }

    /// <summary>The event as a line, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, TrainingJson.Default.TrainingEvent);

    /// <summary>Reads a line.</summary>
    /// <returns>The event; null where the line is none.</returns>
    public static TrainingEvent? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TrainingJson.Default.TrainingEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
