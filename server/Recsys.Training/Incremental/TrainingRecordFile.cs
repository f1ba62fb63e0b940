using System.Text.Json;
using Recsys.Snapshots;
using Recsys.Snapshots.ItemToItem;
using Recsys.Training.Evidence;
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
        var signals = plan.Evidence.Signals;
        using var stream = File.Create(path);
        JsonSerializer.Serialize(stream, new Document(
            Format, new Dictionary<string, double>(record.Settings),
            new Tables(
                plan.Lambda, plan.Filter.Alpha, plan.Powers.Source, plan.Powers.Target, plan.Filter.Sharpening,
                plan.Filter.Kept, new Weights(
                    signals.Type, signals.Rating, signals.Dwell, signals.Quantity, signals.Value,
                    plan.Evidence.InItemKnn, plan.Evidence.InGraphFilter, plan.Evidence.InAls),
                plan.Filter.UserPower),
            record.TowerLogScale, calibration.Slope, calibration.Intercept), Options);
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
        var tables = document.ItemToItem;
        Require(tables is { Lambda: > 0, Alpha: >= 0, Sharpening: >= 0, Kept: > 0 }, "has no plan of the tables");
        Require(tables.UserPower is >= 0 and <= GraphFilterShape.MostUserPower, "has no power of the filter's users");
        var weights = tables.Weights ?? new Weights(0, 0, 0, 0, 0, false, false, false);
        var signals = new SignalExponents(
            weights.Type, weights.Rating, weights.Dwell, weights.Quantity, weights.Value);
        Require(
            Enum.GetValues<Signal>().All(
                signal => signals.Of(signal) is >= 0 and <= TrainingOptions.MostSignalStrength),
            "has no weights of interactions");
        return new TrainingRecord(
            document.Settings,
            new ItemToItemPlan(
                tables.Lambda, new GraphFilterShape(tables.Alpha, tables.Sharpening, tables.Kept, tables.UserPower),
                new TransitionPowers(tables.SourcePower, tables.TargetPower),
                new LearnedEvidence(signals, weights.InItemKnn, weights.InGraphFilter, weights.InAls), settings),
            document.TowerLogScale, new Calibration(document.Slope, document.Intercept));
    }

    private static void Require(bool met, string problem)
    {
        if (!met) throw new InvalidDataException($"{ModelArtifacts.Training} {problem}.");
    }

    // What older builds do not write has the value that they meant.
    private sealed record Tables(
        float Lambda, float Alpha, double SourcePower, double TargetPower, float Sharpening = 0,
        int Kept = GraphFilterShape.StandardKept, Weights? Weights = null,
        double UserPower = GraphFilterShape.StandardUserPower);

    private sealed record Weights(
        double Type, double Rating, double Dwell, double Quantity, double Value, bool InItemKnn, bool InGraphFilter,
        bool InAls);

    private sealed record Document(
        int Version, Dictionary<string, double> Settings, Tables ItemToItem, float TowerLogScale, double Slope,
        double Intercept);
}
