using Recsys.Snapshots.Artifacts;
using Recsys.Snapshots.ItemToItem;

namespace Recsys.Snapshots.Als;

/// <summary>
/// <c>als.bin</c>. Little-endian: kind "RSAL", format, products, vectors n, numbers of a vector d, α₀ and λ (float32),
/// step decay, half-life in days and share power (float64), spectrum (d float32), model rows (n int32), vectors (n · d
/// float32).
/// </summary>
public static class FactorModelFile
{
    private const uint Kind = 0x4C415352;
    private const int Format = 1;
    private const int MaxProducts = 50_000_000;
    private const int MaxDimension = 1024;

    /// <summary>Writes a model.</summary>
    public static void Save(string path, FactorModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var writer = new ArtifactWriter(path, Kind, Format);
        writer.Write(model.Products);
        writer.Write(model.Count);
        writer.Write(model.Dimension);
        writer.Write(model.Settings.Alpha);
        writer.Write(model.Settings.Lambda);
        writer.Write(model.Settings.Weighting.StepDecay);
        writer.Write(model.Settings.Weighting.HalfLifeDays);
        writer.Write(model.Settings.Weighting.SharePower);
        writer.WriteColumn(model.Spectrum);
        writer.WriteColumn(model.Rows);
        writer.WriteColumn(model.Vectors);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static FactorModel Load(string path)
    {
        using var reader = new ArtifactReader(path, Kind, Format);
        int products = reader.ReadCount("products", 0, MaxProducts);
        int count = reader.ReadCount("vectors", 0, FactorModel.MostVectors);
        int dimension = reader.ReadCount("numbers of a vector", 1, MaxDimension);
        float[] Floats(int length) => reader.File.ReadColumn<float>(reader.Skip<float>(length), length);
        float[] by = Floats(2);
        double[] asked = reader.File.ReadColumn<double>(reader.Skip<double>(3), 3);
        float[] spectrum = Floats(dimension);
        int[] rows = reader.ReadRows("vectors", count, products);
        float[] vectors = Floats(count * dimension);
        reader.End();
        foreach (float value in (ReadOnlySpan<float>)[.. spectrum, .. vectors])
            if (!float.IsFinite(value)) throw reader.Damaged("it holds a number that is not finite");
        try
        {
            return new FactorModel(products, rows, vectors, spectrum, new FactorSettings(
                by[0], by[1], new HistoryWeighting(asked[0], asked[1], asked[2])));
        }
        catch (ArgumentException broken)
        {
            throw reader.Damaged(broken.Message);
        }
    }
}
