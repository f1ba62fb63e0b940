using Recsys.Snapshots.Seasonal;

namespace Recsys.Snapshots.Tests.Seasonal;

public sealed class SeasonFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-season-{Guid.NewGuid():N}.bin");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void SaveAndLoad_AreEqual()
    {
        var table = SeasonTables.Of(4, (0, 1, 2), (0, 3, 0.5f), (25, 0, 7));
        SeasonFile.Save(_path, table);

        var loaded = SeasonFile.Load(_path);

        Assert.Equal((4, 0L), (loaded.Products, loaded.StartMs));
        Assert.Equal(table.Rows, loaded.Rows);
        Assert.Equal(table.Counts, loaded.Counts);
    }

    [Fact]
    public void Load_CutOrChanged_IsRefusedOrStaysWithinBounds()
    {
        SeasonFile.Save(_path, SeasonTables.Of(3, (0, 1, 2), (12, 2, 1)));
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => SeasonFile.Load(_path));
        }
        for (int at = 0; at < whole.Length; at++)
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] changed = [.. whole];
                changed[at] ^= mask;
                File.WriteAllBytes(_path, changed);
                Season season;
                try
                {
                    season = SeasonFile.Load(_path).At(0);
                }
                catch (InvalidDataException)
                {
                    continue;
                }
                Assert.All(season.Best, row => Assert.True(float.IsFinite(season[row])));
            }
    }
}
