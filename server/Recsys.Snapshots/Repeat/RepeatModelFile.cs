using Recsys.Snapshots.Artifacts;

namespace Recsys.Snapshots.Repeat;

/// <summary>
/// <c>repeat.bin</c>. Little-endian: kind "RSRP", format, whether any event counts (int32), products n, weights (9
/// float32), log intervals (n + 1 float32), biases (n + 1 float32).
/// </summary>
public static class RepeatModelFile
{
    private const uint Kind = 0x50525352;
    private const int Format = 1;
    private const int MaxProducts = 50_000_000;

    /// <summary>Writes a model.</summary>
    public static void Save(string path, RepeatModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var writer = new ArtifactWriter(path, Kind, Format);
        writer.Write(model.AnyType ? 1 : 0);
        writer.Write(model.Count);
        writer.WriteColumn(model.Weights);
        writer.WriteColumn(model.LogIntervals);
        writer.WriteColumn(model.Biases);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static RepeatModel Load(string path)
    {
        using var reader = new ArtifactReader(path, Kind, Format);
        bool anyType = reader.ReadCount("kinds of events", 0, 1) == 1;
        int products = reader.ReadCount("products", 0, MaxProducts);
        float[] Column(int count) => reader.File.ReadColumn<float>(reader.Skip<float>(count), count);
        float[] weights = Column(RepeatFeatures.Personal), intervals = Column(products + 1);
        var model = new RepeatModel(anyType, weights, intervals, Column(products + 1));
        reader.End();
        return model;
    }
}
