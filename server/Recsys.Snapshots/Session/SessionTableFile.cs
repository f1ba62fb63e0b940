using Recsys.Snapshots.Artifacts;

namespace Recsys.Snapshots.Session;

/// <summary>
/// <c>sessions.bin</c>. Little-endian: kind "RSSN", format, half-life, decay and rarity power (float32 each), products
/// n, sessions s, entries e, then times (s int64), offsets (s + 1 int32), items (e int32) and rarity (n float32).
/// </summary>
public static class SessionTableFile
{
    private const uint Kind = 0x4E535352;
    private const int Format = 1;
    private const int MaxProducts = 50_000_000;
    private const int MaxEntries = 100_000_000;

    /// <summary>Writes a table.</summary>
    public static void Save(string path, SessionTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        using var writer = new ArtifactWriter(path, Kind, Format);
        writer.Write(table.Settings.HalfLifeDays);
        writer.Write(table.Settings.Decay);
        writer.Write(table.Settings.RarityPower);
        writer.Write(table.Products);
        writer.Write(table.Count);
        writer.Write(table.Items.Length);
        writer.WriteColumn(table.TimesMs);
        writer.WriteColumn(table.Offsets);
        writer.WriteColumn(table.Items);
        writer.WriteColumn(table.Rarity);
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static SessionTable Load(string path)
    {
        using var reader = new ArtifactReader(path, Kind, Format);
        T[] Column<T>(int count) where T : unmanaged => reader.File.ReadColumn<T>(reader.Skip<T>(count), count);
        float[] settings = Column<float>(3);
        int products = reader.ReadCount("products", 1, MaxProducts);
        int sessions = reader.ReadCount("sessions", 1, MaxEntries);
        int entries = reader.ReadCount("products of sessions", 1, MaxEntries);
        long[] times = Column<long>(sessions);
        int[] offsets = Column<int>(sessions + 1);
        int[] items = reader.ReadRows("sessions", entries, products);
        float[] rarity = Column<float>(products);
        reader.End();
        return new SessionTable(
            offsets, items, times, rarity, new SessionSettings(settings[0], settings[1], settings[2]));
    }
}
