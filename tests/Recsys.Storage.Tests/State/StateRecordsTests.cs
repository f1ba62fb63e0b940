using FASTER.core;
using Recsys.Storage.State;

namespace Recsys.Storage.Tests.State;

/// <summary>Records as they are read from a log's pages, beside FASTER's own scan of the recovered store.</summary>
public sealed class StateRecordsTests : IDisposable
{
    private const int Keys = 900, LongestValue = 6000;
    private readonly TempFolder _folder = new();
    private readonly byte[] _key = GC.AllocateArray<byte>(8, pinned: true);
    private readonly byte[] _value = GC.AllocateArray<byte>(LongestValue, pinned: true);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 6_000)]
    [InlineData(3, 30_000)]
    public async Task Verify_AnyRecords_GivesThoseThatFasterScans(int seed, int changes)
    {
        var random = new Random(seed);
        StateImage image;
        using (var store = Open(null, null))
        {
            Change(store, random, changes);
            await store.SettleAsync();
            var first = store.BeginCheckpoint();
            await first.Written;
            // Copies of what the checkpoint has, and what was changed in place again.
            Change(store, random, changes / 3);
            await store.SettleAsync();
            var second = store.BeginCheckpoint();
            await second.Written;
            image = store.Describe(second, store.Describe(first, null));
        }

        var read = new Collected();
        using var again = Open(image, () => read);
        var (found, scanned) = (read.InOrder(), Scanned(again));
        Assert.Contains(found, record => record.StartsWith('-'));
        // All that it scans, in its order.
        int at = 0;
        foreach (string record in found) at += at < scanned.Count && record == scanned[at] ? 1 : 0;
        Assert.Equal(scanned.Count, at);
        // What is beside is of records that others follow.
        Assert.Equal(Last(scanned), Last(found));
    }

    [Fact]
    public async Task Verify_DamagedPage_Throws()
    {
        StateImage image;
        using (var store = Open(null, null))
        {
            Change(store, new Random(4), 3000);
            await store.SettleAsync();
            var written = store.BeginCheckpoint();
            await written.Written;
            image = store.Describe(written, null);
        }
        string log = Path.Combine(_folder.Path, "log.0");
        var bytes = File.ReadAllBytes(log);
        bytes[bytes.Length / 3] ^= 1;
        File.WriteAllBytes(log, bytes);
        var damaged = Assert.Throws<InvalidDataException>(() => Open(image, () => new Collected()));
        Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
    }

    private static List<string> Scanned(StateStore store)
    {
        var found = new List<string>();
        using var records = store.Kv.Log.Scan(store.Kv.Log.BeginAddress, store.Kv.Log.TailAddress);
        while (records.GetNext(out var record))
            found.Add(Text(
                record.Tombstone, records.GetKey().AsReadOnlySpan(), records.GetValue().AsReadOnlySpan()));
        return found;
    }

    private static SortedDictionary<string, string> Last(List<string> records)
    {
        var last = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string record in records) last[record[1..record.IndexOf(':', StringComparison.Ordinal)]] = record;
        return last;
    }

    private static string Text(bool tombstone, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        $"{(tombstone ? '-' : '+')}{Convert.ToHexString(key)}:{Convert.ToHexString(value)}";

    private StateStore Open(StateImage? from, Func<IPageReader>? reading) =>
        new(_folder.Path, 4 << 20, Samples.Options(_folder), from, reading: reading);

    private void Change(StateStore store, Random random, int changes)
    {
        using var session = store.Kv.For(new SpanByteFunctions<Empty>()).NewSession<SpanByteFunctions<Empty>>();
        for (int i = 0; i < changes; i++)
        {
            var key = SpanByte.FromFixedSpan(_key.AsSpan(0, 1 + random.Next(_key.Length)));
            BitConverter.TryWriteBytes(_key, random.Next(Keys));
            if (random.Next(5) == 0)
            {
                session.Delete(ref key);
                continue;
            }
            // Mostly short, and now and then as long as to leave much of a page empty.
            var bytes = _value.AsSpan(0, 1 + random.Next(random.Next(20) == 0 ? LongestValue - 1 : 200));
            random.NextBytes(bytes);
            var value = SpanByte.FromFixedSpan(bytes);
            session.Upsert(ref key, ref value);
        }
    }

    // Keeps all records by their pages.
    private sealed class Collected : IPageReader
    {
        private readonly SortedDictionary<long, List<string>> _pages = [];

        public List<string> InOrder() => [.. _pages.SelectMany(page => page.Value)];

        public void Read(long page, StateRecords records)
        {
            var found = new List<string>();
            while (records.Next()) found.Add(Text(records.IsTombstone, records.Key, records.Value));
            lock (_pages) _pages.Add(page, found);
        }

        // All threads read with this one.
        public void Dispose()
        {
        }
    }
}
