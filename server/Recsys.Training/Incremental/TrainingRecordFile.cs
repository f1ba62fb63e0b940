using System.Text.Json;
using Recsys.Snapshots;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Neighbors;
using Recsys.Training.Ranking;

namespace Recsys.Training.Incremental;

/// <summary>Reads and writes <c>training.json</c>: a <see cref="TrainingRecord"/> in snake case.</summary>
internal static class TrainingRecordFile
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static void Save(TrainingRecord record, string path)
    {
        var (plan, calibration) = (record.Plan, record.Calibration);
        using var stream = File.Create(path);
        JsonSerializer.Serialize(stream, new Document(
            Format, new Dictionary<string, double>(record.Settings),
            new Tables(plan.Lambda, plan.Alpha, plan.Powers.Source, plan.Powers.Target), record.TowerLogScale,
            calibration.Slope, calibration.Intercept), Options);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">How item-to-item tables are asked.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of another format.</exception>
    public static TrainingRecord Load(string path, ItemToItemSettings settings)
    {
        Document? document;
        try
        {
            using var stream = File.OpenRead(path);
            document = JsonSerializer.Deserialize<Document>(stream, Options);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{ModelArtifacts.Training} cannot be read: {broken.Message}", broken);
        }
        Require(document is not null, "is empty");
        Require(document!.Version == Format, $"is of version {document.Version}; this build knows {Format}");
        Require(float.IsFinite(document.TowerLogScale), "has no finite scale of the towers");
        Require(
            document.Slope > 0 && double.IsFinite(document.Slope) && double.IsFinite(document.Intercept),
            "has no calibration");
        Require(document.ItemToItem.Lambda > 0 && document.ItemToItem.Alpha >= 0, "has no plan of the tables");
        var tables = document.ItemToItem;
        return new TrainingRecord(
            document.Settings,
            new ItemToItemPlan(
                tables.Lambda, tables.Alpha, new TransitionPowers(tables.SourcePower, tables.TargetPower), settings),
            document.TowerLogScale, new Calibration(document.Slope, document.Intercept));
    }

    private static void Require(bool met, string problem)
    {
        if (!met) throw new InvalidDataException($"{ModelArtifacts.Training} {problem}.");
    }

    private sealed record Tables(float Lambda, float Alpha, double SourcePower, double TargetPower);

    private sealed record Document(
        int Version, Dictionary<string, double> Settings, Tables ItemToItem, float TowerLogScale, double Slope,
        double Intercept);
}
