using Recsys.Storage.Errors;
using Recsys.Storage.Journal;

namespace Recsys.Storage.Tests.Journal;

public class JournalRetentionTests
{
    private const int Round = 7000;
    private static readonly string Padding = new('x', 100);

    [Fact]
    public async Task CheckpointAsync_NoLimits_KeepsTheWholeJournal()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await WriteAsync(store, rounds: 4);
        Assert.Equal(JournalLog.FirstPosition, store.Statistics.JournalBeginPosition);
    }

    [Fact]
    public async Task CheckpointAsync_MoreThanMaxBytes_CutsBehindTheOldestKeptCheckpointAlsoAfterARestart()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { JournalMaxBytes = 1 << 20 };
        long begin;
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            var checkpoints = await WriteAsync(store, rounds: 5);
            begin = store.Statistics.JournalBeginPosition;
            Assert.Equal(checkpoints[^2], begin);
            Assert.Null(store.RetentionFailure);

            var error = await Assert.ThrowsAsync<JournalPositionException>(() => ReadAsync(store, checkpoints[0]));
            Assert.Contains($"begins at position {begin}", error.Message, StringComparison.Ordinal);
            Assert.Equal(begin, error.Begin);
        }
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Equal(begin, again.Statistics.JournalBeginPosition);
        Assert.Empty(again.Recovery.Warnings);
        // The state is whole; of the journal the last round is left, and what came after it.
        Assert.Equal((5 * Round) + 5, again.Interactions.Count);
        Assert.Equal((5 * Round) + 5, (await again.Histories.ReadAsync("ann"))!.TotalCount);
        Assert.Equal(Round + 2, (await ReadAsync(again, 0)).Count);
    }

    [Fact]
    public async Task CheckpointAsync_OlderThanMaxAge_CutsWhatIsOlder()
    {
        using var folder = new TempFolder();
        var clock = new SettableClock();
        var options = Samples.Options(folder) with { JournalMaxAge = TimeSpan.FromHours(1), CheckpointsKept = 1 };
        await using var store = await RecsysStore.OpenAsync(options, clock);
        var positions = new List<long>();
        foreach (int minutes in (int[])[0, 30, 30, 30])
        {
            clock.Advance(TimeSpan.FromMinutes(minutes));
            positions.AddRange(await WriteAsync(store, rounds: 1, first: positions.Count));
        }
        // Marks at 0, 30, 60 and 90 minutes; what lies before the second is an hour old.
        Assert.Equal(positions[1], store.Statistics.JournalBeginPosition);
    }

    [Fact]
    public async Task CheckpointAsync_ReaderBehind_KeepsWhatItHasNotRead()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { JournalMaxBytes = 1 << 20 };
        await using var store = await RecsysStore.OpenAsync(options);
        var checkpoints = await WriteAsync(store, rounds: 1);
        store.JournalReaders.Set("trainer", checkpoints[0]);
        var later = await WriteAsync(store, rounds: 4, first: 1);
        Assert.Equal(checkpoints[0], store.Statistics.JournalBeginPosition);

        // Another process moves it on.
        JournalReaders.At(folder.Path).Set("trainer", store.Interactions.DurablePosition);
        await WriteAsync(store, rounds: 2, first: 5);
        Assert.Equal(later[^1], store.Statistics.JournalBeginPosition);
    }

    [Fact]
    public async Task CheckpointAsync_RegisterDamaged_KeepsEverythingAndSaysSo()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { JournalMaxBytes = 1 << 20 };
        await using var store = await RecsysStore.OpenAsync(options);
        store.JournalReaders.Set("trainer", 64);
        string register = Path.Combine(folder.Path, "journal", "readers");
        File.WriteAllText(register, "nonsense");
        await WriteAsync(store, rounds: 5);
        Assert.Equal(JournalLog.FirstPosition, store.Statistics.JournalBeginPosition);
        Assert.Contains("delete it", store.RetentionFailure!.Message, StringComparison.Ordinal);

        File.Delete(register);
        await WriteAsync(store, rounds: 1, first: 5);
        Assert.Null(store.RetentionFailure);
        Assert.True(store.Statistics.JournalBeginPosition > JournalLog.FirstPosition);
    }

    [Fact]
    public async Task CheckpointAsync_WholeFilesBehind_DeletesThem()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { JournalMaxBytes = 1 << 20, CheckpointsKept = 1 };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            string padding = new('x', 250);
            for (int round = 0; round < 18; round++)
            {
                var items = Enumerable.Range(round * 10_000, 10_000).Select(i => Samples.Interaction(i) with
                {
                    AttributionToken = padding,
                    SessionId = Padding,
                });
                await store.Interactions.AppendAsync([.. items]);
            }
            Assert.True(store.Interactions.DurablePosition > 64 << 20);
            await store.CheckpointAsync();
        }
        Assert.Equal(["journal.1"], folder.Files("journal.*").Select(file => file.Name));

        // A crash in the middle of deleting leaves a file.
        File.WriteAllText(Path.Combine(folder.Path, "journal", "journal.0"), "left");
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Equal(["journal.1"], folder.Files("journal.*").Select(file => file.Name));
        Assert.Equal(180_000, again.Interactions.Count);
    }

    [Fact]
    public async Task OpenAsync_JournalCutAndNewestCheckpointDamaged_FallsBackAndReplays()
    {
        using var folder = new TempFolder();
        await CutAsync(folder);
        Damage(folder, newestOnly: true);
        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal((5 * Round) + 5, again.Interactions.Count);
        Assert.True(again.Recovery.ReplayedRecords >= Round);
        Assert.Single(again.Recovery.Warnings);
    }

    [Fact]
    public async Task OpenAsync_JournalCutAndNoUsableCheckpoint_RefusesAndChangesNothing()
    {
        using var folder = new TempFolder();
        await CutAsync(folder);
        Damage(folder, newestOnly: false);
        var before = folder.Files("*").Select(file => (file.FullName, file.Length)).ToList();
        for (int attempt = 0; attempt < 2; attempt++)
        {
            var error =
                await Assert.ThrowsAsync<StorageDamagedException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
            Assert.Contains("backup", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(before, folder.Files("*").Select(file => (file.FullName, file.Length)));
    }

    private static async Task CutAsync(TempFolder folder)
    {
        var options = Samples.Options(folder) with { JournalMaxBytes = 1 << 20 };
        await using var store = await RecsysStore.OpenAsync(options);
        await WriteAsync(store, rounds: 5);
        Assert.True(store.Statistics.JournalBeginPosition > JournalLog.FirstPosition);
    }

    private static void Damage(TempFolder folder, bool newestOnly)
    {
        var manifests = folder.Files("*.checkpoint").OrderByDescending(file => file.Name).ToList();
        foreach (var file in newestOnly ? manifests.Take(1) : manifests) File.WriteAllText(file.FullName, "damaged");
    }

    /// <summary>Writes some rounds of about 1.2 MB, each with a checkpoint behind it.</summary>
    private static async Task<List<long>> WriteAsync(RecsysStore store, int rounds, int first = 0)
    {
        if (store.Products.Count == 0) await store.Products.CreateAsync(Samples.Product(0));
        var checkpoints = new List<long>();
        for (int round = first; round < first + rounds; round++)
        {
            await store.Interactions.AppendAsync(
                [.. Enumerable.Range(round * Round, Round)
                    .Select(i => Samples.Interaction(i) with { SessionId = Padding })]);
            await store.CheckpointAsync();
            checkpoints.Add(store.Statistics.CheckpointPosition);
            // The writer cuts before it takes up what is asked for next.
            await store.Interactions.AppendAsync([Samples.Interaction(-1 - round)]);
        }
        return checkpoints;
    }

    private static async Task<List<string>> ReadAsync(RecsysStore store, long from)
    {
        var ids = new List<string>();
        await foreach (var item in store.Interactions.ReadAllAsync(from)) ids.Add(item.Interaction.Id);
        return ids;
    }

    private sealed class SettableClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(Samples.StartMs);

        public void Advance(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
