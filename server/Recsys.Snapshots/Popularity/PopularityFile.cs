using Recsys.Pipeline.Features;
using Recsys.Snapshots.Artifacts;

namespace Recsys.Snapshots.Popularity;

/// <summary>
/// <c>popularity.bin</c>. Little-endian: kind "RSPO", format, products n, recent (n float32), total (n float32), then
/// the lists, each a count and its rows: popular, trending, and after the number of countries one per country with its
/// name before it.
/// </summary>
public static class PopularityFile
{
    private const uint Kind = 0x4F505352;
    private const int Format = 1;
    private const int MaxProducts = 50_000_000;
    private const int StepRows = 4096;

    /// <summary>Writes a table.</summary>
    public static void Save(string path, PopularityTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var writer = new ArtifactWriter(path, Kind, Format);
        writer.Write(table.Count);
        writer.WriteColumn<float>(table.Recent);
        writer.WriteColumn<float>(table.Total);
        WriteList(writer, table.Popular);
        WriteList(writer, table.Trending);
        writer.Write(table.Countries.Count);
        foreach (string country in table.Countries.Order(StringComparer.Ordinal))
        {
            writer.WriteText(country);
            WriteList(writer, table.PopularIn(country));
        }
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static PopularityTable Load(string path)
    {
        using var reader = new ArtifactReader(path, Kind, Format);
        int products = reader.ReadCount("products", 0, MaxProducts);
        float[] shares = ReadShares(reader, products);
        int[] popular = ReadList(reader, products);
        int[] trending = ReadList(reader, products);
        int count = reader.ReadCount("countries", 0, PopularityTable.MaxCountries);
        var byCountry = new Dictionary<string, int[]>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < count; i++)
        {
            string country = reader.ReadText();
            if (!byCountry.TryAdd(country, ReadList(reader, products)))
                throw reader.Damaged($"it names {country} twice");
        }
        reader.End();
        return PopularityTable.OfShares(shares, popular, trending, byCountry);
    }

    // Two columns become one piece by piece, so that none is there whole.
    private static float[] ReadShares(ArtifactReader reader, int products)
    {
        long recentAt = reader.Skip<float>(products), totalAt = reader.Skip<float>(products);
        var shares = GC.AllocateUninitializedArray<float>(products);
        BlockWork.Run(products, StepRows, (from, to) =>
        {
            Span<float> recent = stackalloc float[to - from], total = stackalloc float[to - from];
            reader.File.Read(recentAt + ((long)from * sizeof(float)), recent);
            reader.File.Read(totalAt + ((long)from * sizeof(float)), total);
            Check(reader, "recent interactions", recent);
            Check(reader, "total interactions", total);
            PopularityTable.ToShares(recent, total, shares.AsSpan(from..to));
        });
        return shares;
    }

    private static void Check(ArtifactReader reader, string what, ReadOnlySpan<float> counts)
    {
        foreach (float count in counts)
            if (!float.IsFinite(count) || count < 0)
                throw reader.Damaged($"a number of its {what} is not finite or below 0");
    }

    private static void WriteList(ArtifactWriter writer, ReadOnlySpan<int> rows)
    {
        writer.Write(rows.Length);
        writer.WriteColumn(rows);
    }

    private static int[] ReadList(ArtifactReader reader, int products) =>
        reader.ReadRows("lists", reader.ReadCount("rows of a list", 0, PopularityTable.MaxListLength), products);
}
