using Recsys.Snapshots.Session;

namespace Recsys.Snapshots.Tests.Session;

public sealed class SessionTableFileTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"recsys-sessions-{Guid.NewGuid():N}.bin");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void SaveAndLoad_AreEqual()
    {
        SessionTableFile.Save(_path, Table());

        var loaded = SessionTableFile.Load(_path);

        Assert.Equal(new SessionSettings(30, 0.9f, 2), loaded.Settings);
        Assert.Equal((2, 3), (loaded.Count, loaded.Products));
        Assert.Equal([0, 2, 4], loaded.Offsets.ToArray());
        Assert.Equal([2, 0, 1, 2], loaded.Items.ToArray());
        Assert.Equal([500L, 100L], loaded.TimesMs.ToArray());
        Assert.Equal([1f, 2f, 3f], loaded.Rarity.ToArray());
        Assert.Equal([0, 1], loaded.SessionsOf(2).ToArray());
        Assert.Equal([1], loaded.SessionsOf(1).ToArray());
    }

    [Fact]
    public void Load_CutOrChanged_IsRefusedOrStaysWithinBounds()
    {
        SessionTableFile.Save(_path, Table());
        byte[] whole = File.ReadAllBytes(_path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(_path, whole[..length]);
            Assert.Throws<InvalidDataException>(() => SessionTableFile.Load(_path));
        }
        for (int at = 0; at < whole.Length; at++)
            foreach (byte mask in new byte[] { 0x01, 0x80, 0xFF })
            {
                byte[] changed = [.. whole];
                changed[at] ^= mask;
                File.WriteAllBytes(_path, changed);
                try
                {
                    var table = SessionTableFile.Load(_path);
                    for (int item = -1; item <= table.Products; item++)
                        foreach (int session in table.SessionsOf(item))
                            Assert.True(table.ItemsOf(session).Contains(item));
                }
                catch (InvalidDataException)
                {
                    // Refused, and nothing worse.
                }
            }
    }

    [Fact]
    public void SessionsOf_ProductOfManySessions_AreTheLatest()
    {
        const int Sessions = SessionTable.MostPerProduct + 50;
        int[] offsets = [.. Enumerable.Range(0, Sessions + 1).Select(s => s * 2)];
        int[] items = [.. Enumerable.Range(0, Sessions).SelectMany(s => new[] { 0, 1 + (s % 2) })];
        long[] times = [.. Enumerable.Range(0, Sessions).Select(s => (long)(Sessions - s))];
        var table = new SessionTable(offsets, items, times, [1, 1, 1], new SessionSettings(30, 1, 1));

        Assert.Equal(Enumerable.Range(0, SessionTable.MostPerProduct), table.SessionsOf(0).ToArray());
    }

    private static SessionTable Table() =>
        new([0, 2, 4], [2, 0, 1, 2], [500, 100], [1, 2, 3], new SessionSettings(30, 0.9f, 2));
}
