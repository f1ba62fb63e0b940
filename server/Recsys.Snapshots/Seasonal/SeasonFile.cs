using Recsys.Snapshots.Artifacts;

namespace Recsys.Snapshots.Seasonal;

/// <summary>
/// <c>season.bin</c>. Little-endian: kind "RSSE", format, products n, the first period's begin (int64), then for each
/// of the 26 periods a count, its rows (int32) and what they count (float32).
/// </summary>
public static class SeasonFile
{
    private const uint Kind = 0x45535352;
    private const int Format = 1;
    private const int MaxProducts = 50_000_000;

    /// <summary>Writes a table.</summary>
    public static void Save(string path, SeasonTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var writer = new ArtifactWriter(path, Kind, Format);
        writer.Write(table.Products);
        writer.Write(table.StartMs);
        for (int period = 0; period < SeasonTable.Periods; period++)
        {
            writer.Write(table.Rows[period].Length);
            writer.WriteColumn<int>(table.Rows[period]);
            writer.WriteColumn<float>(table.Counts[period]);
        }
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static SeasonTable Load(string path)
    {
        using var reader = new ArtifactReader(path, Kind, Format);
        int products = reader.ReadCount("products", 1, MaxProducts);
        long start = reader.File.Read<long>(reader.Skip<long>(1));
        var rows = new int[SeasonTable.Periods][];
        var counts = new float[SeasonTable.Periods][];
        for (int period = 0; period < SeasonTable.Periods; period++)
        {
            int count = reader.ReadCount("products of a period", 0, products);
            rows[period] = reader.ReadRows("periods", count, products);
            counts[period] = reader.File.ReadColumn<float>(reader.Skip<float>(count), count);
            foreach (float one in counts[period])
                if (!float.IsFinite(one) || one < 0) throw reader.Damaged("a count is not finite or below 0");
        }
        reader.End();
        return new SeasonTable(products, start, rows, counts);
    }
}
