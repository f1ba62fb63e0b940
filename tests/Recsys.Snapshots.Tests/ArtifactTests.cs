using Recsys.Snapshots.Popularity;

namespace Recsys.Snapshots.Tests;

public sealed class ArtifactTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-artifact-{Guid.NewGuid():N}.bin");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Popularity_SaveAndLoad_AreEqual()
    {
        PopularityFile.Save(_path, Popularity());

        var loaded = PopularityFile.Load(_path);

        Assert.Equal(3, loaded.Count);
        Assert.Equal(Popularity().RecentShares, loaded.RecentShares);
        // What only training reads takes no memory.
        Assert.Empty(loaded.Recent);
        Assert.Empty(loaded.Total);
        Assert.Equal([2, 0], loaded.Popular);
        Assert.Equal([1], loaded.Trending);
        Assert.Equal([0, 1], loaded.PopularIn("ÎLE").ToArray());
        Assert.Equal(4f / 13, loaded.RecentShares[2]);
    }

    [Fact]
    public void Popularity_OfManyProducts_IsReadInPieces()
    {
        var random = new Random(6);
        float[] recent = [.. Enumerable.Range(0, 10_001).Select(_ => random.NextSingle())];
        float[] total = [.. recent.Select(count => count + random.Next(4))];
        var table = new PopularityTable(recent, total, [10_000], [], new Dictionary<string, int[]>());
        PopularityFile.Save(_path, table);

        Assert.Equal(table.RecentShares, PopularityFile.Load(_path).RecentShares);
    }

    [Fact]
    public void Load_CutAnywhere_IsRefusedInOneWay()
    {
        PopularityFile.Save(_path, Popularity());
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            var refusal = Assert.Throws<InvalidDataException>(() => PopularityFile.Load(_path));
            Assert.StartsWith(Path.GetFileName(_path), refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Load_AnyByteChanged_IsRefusedOrStaysWithinBounds()
    {
        PopularityFile.Save(_path, Popularity());
        byte[] whole = File.ReadAllBytes(_path);
        for (int at = 0; at < whole.Length; at++)
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] changed = [.. whole];
                changed[at] ^= mask;
                File.WriteAllBytes(_path, changed);
                try
                {
                    var loaded = PopularityFile.Load(_path);
                    Assert.All(loaded.Popular, row => Assert.InRange(row, 0, loaded.Count - 1));
                    Assert.All(loaded.RecentShares, share => Assert.True(float.IsFinite(share)));
                }
                catch (InvalidDataException refusal)
                {
                    Assert.NotEmpty(refusal.Message);
                }
            }
    }

    [Fact]
    public void Load_OtherKindOrLongerFile_IsRefused()
    {
        PopularityFile.Save(_path, Popularity());
        File.AppendAllText(_path, "x");
        Assert.Contains("1 bytes follow",
            Assert.Throws<InvalidDataException>(() => PopularityFile.Load(_path)).Message, StringComparison.Ordinal);
        File.WriteAllText(_path, "no artifact at all");
        Assert.Contains("not a file of this kind",
            Assert.Throws<InvalidDataException>(() => PopularityFile.Load(_path)).Message, StringComparison.Ordinal);
    }

    private static PopularityTable Popularity() => new(
        [1, 2, 4], [2, 4, 8], [2, 0], [1], new Dictionary<string, int[]> { ["France"] = [2], ["Île"] = [0, 1] });
}
