using Recsys.Storage.Checkpoints;

namespace Recsys.Storage.Tests.Checkpoints;

/// <summary>The state's log: what checkpoints leave in it, and how it stays short.</summary>
public class StateLogTests
{
    private const int Customers = 3000;

    [Fact]
    public async Task CheckpointAsync_FewChanged_WritesLittle()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.CreateAsync(Samples.Product(0));
        await RoundAsync(store, 0);
        await store.CheckpointAsync();
        long all = LengthOf(folder, 1);
        await store.Interactions.AppendAsync([Samples.Interaction(-1, "c7")]);
        await store.CheckpointAsync();
        Assert.InRange(all, Customers * 100, long.MaxValue);
        Assert.InRange(LengthOf(folder, 2) - all, 100, 4096);
    }

    [Fact]
    public async Task OpenAsync_LogWentOnAfterTheCheckpoint_UsesIt()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.CreateAsync(Samples.Product(0));
        await RoundAsync(store, 0);
        await store.CheckpointAsync();
        // Enough that memory spills: the checkpoint's last sector is written again, and pages behind it.
        for (int round = 1; round < 30; round++) await RoundAsync(store, round);

        using var crashed = folder.Copy();
        await using (var again = await RecsysStore.OpenAsync(Samples.Options(crashed)))
        {
            Assert.Empty(again.Recovery.Warnings);
            Assert.Equal("00000001", again.Recovery.CheckpointUsed);
            await AssertRoundsAsync(again, 30);
        }
        // And once more, after a start that wrote nothing down.
        await using var third = await RecsysStore.OpenAsync(Samples.Options(crashed));
        Assert.Empty(third.Recovery.Warnings);
        await AssertRoundsAsync(third, 30);
    }

    [Fact]
    public async Task OpenAsync_PageOfTheNewestCheckpointDamaged_UsesTheOneBefore()
    {
        using var folder = new TempFolder();
        await WriteAsync(folder, rounds: 2);
        Flip(folder, LengthOf(folder, 1) + 3000);

        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal("00000001", again.Recovery.CheckpointUsed);
        Assert.Contains("page", Assert.Single(again.Recovery.Warnings), StringComparison.Ordinal);
        await AssertRoundsAsync(again, 2);
    }

    [Fact]
    public async Task OpenAsync_PageOfEveryCheckpointDamaged_ReplaysTheJournal()
    {
        using var folder = new TempFolder();
        await WriteAsync(folder, rounds: 2);
        Flip(folder, 10_000);

        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Null(again.Recovery.CheckpointUsed);
        Assert.Equal(2, again.Recovery.Warnings.Count);
        await AssertRoundsAsync(again, 2);
    }

    [Fact]
    public async Task CheckpointAsync_ManyRoundsOfChanges_KeepsTheLogShortAndEverythingInIt()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { CompactFromBytes = 2 << 20 };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            using var reading = new CancellationTokenSource();
            var reader = ReadAllTheTimeAsync(store, reading.Token);
            for (int round = 0; round < 60; round++)
            {
                await RoundAsync(store, round);
                await store.CheckpointAsync();
            }
            await reading.CancelAsync();
            await reader;
            await AssertRoundsAsync(store, 60);
            // One that finds nothing new does nothing, but begins behind the compaction of the one before.
            await store.CheckpointAsync();
            // Without compaction every round would leave a copy of every record, 60 times 1 to 2 KiB. With it there is
            // about four times what is valid, and what memory holds.
            long customers = store.Statistics.Histories;
            Assert.InRange(
                store.Statistics.StateLogBytes, customers * 1200, (4 * customers * 2048) + options.MemoryBytes);
            Assert.Null(store.CheckpointFailure);
        }
        long files = folder.Files("log.*").Sum(file => file.Length);
        // Whole files of 64 MiB go, so one more may be there than is needed.
        Assert.InRange(files, 1, 96 << 20);

        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Empty(again.Recovery.Warnings);
        Assert.Equal(0, again.Recovery.ReplayedRecords);
        await AssertRoundsAsync(again, 60);
    }

    [Fact]
    public async Task OpenAsync_CompactedAndTheNewestCheckpointDamaged_UsesTheOneBefore()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { CompactFromBytes = 1 << 20 };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            for (int round = 0; round < 20; round++)
            {
                await RoundAsync(store, round);
                await store.CheckpointAsync();
            }
        }
        var manifests = folder.Files("*.checkpoint").OrderBy(file => file.Name).ToList();
        var older = Read(folder, 19);
        Assert.True(older.Histories.Begin > 64);
        File.WriteAllText(manifests[^1].FullName, "damaged");

        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Equal("00000019", again.Recovery.CheckpointUsed);
        await AssertRoundsAsync(again, 20);
    }

    private static async Task ReadAllTheTimeAsync(RecsysStore store, CancellationToken cancellation)
    {
        for (int i = 0; !cancellation.IsCancellationRequested; i++)
        {
            // The first round may not be there yet; what was there once is never gone.
            if (store.Interactions.Count < Customers) await Task.Yield();
            else Assert.NotNull(await store.Histories.ReadAsync($"c{i % Customers}", CancellationToken.None));
        }
    }

    private static async Task WriteAsync(TempFolder folder, int rounds)
    {
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.CreateAsync(Samples.Product(0));
        for (int round = 0; round < rounds; round++)
        {
            await RoundAsync(store, round);
            await store.CheckpointAsync();
        }
    }

    /// <summary>One interaction of every customer.</summary>
    private static async Task RoundAsync(RecsysStore store, int round) => await store.Interactions.AppendAsync(
        [.. Enumerable.Range(0, Customers).Select(i => Samples.Interaction((round * Customers) + i, $"c{i}"))]);

    private static async Task AssertRoundsAsync(RecsysStore store, int rounds)
    {
        Assert.Equal(rounds * Customers, store.Interactions.Count);
        for (int i = 0; i < Customers; i++)
            Assert.Equal(rounds, (await store.Histories.ReadAsync($"c{i}"))!.TotalCount);
    }

    internal static CheckpointManifest Read(TempFolder folder, int number) =>
        new CheckpointFolder(folder.Path).TryRead(number)!;

    private static long LengthOf(TempFolder folder, int checkpoint) => Read(folder, checkpoint).Histories.End;

    private static void Flip(TempFolder folder, long at)
    {
        using var file = File.Open(Path.Combine(folder.Path, "state", "histories", "log.0"), FileMode.Open);
        file.Position = at;
        int value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }
}
