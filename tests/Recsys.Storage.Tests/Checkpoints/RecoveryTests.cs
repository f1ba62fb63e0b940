using Recsys.Storage.Checkpoints;
using Recsys.Storage.Interactions;
using Recsys.Storage.State;

namespace Recsys.Storage.Tests.Checkpoints;

public class RecoveryTests
{
    public static TheoryData<string> CheckpointParts => new(
        "*.checkpoint", "*.ids", "info.dat.*");

    [Fact]
    public async Task OpenAsync_AfterCrash_HasEverythingAcknowledged()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.UpsertManyAsync([.. Enumerable.Range(0, 10).Select(Samples.Product)]);
        await store.CheckpointAsync();
        await store.Products.DeleteAsync("product-4");
        await store.Interactions.AppendAsync([.. Enumerable.Range(0, 100).Select(i => Samples.Interaction(i))]);

        using var crashed = folder.Copy();
        await using var again = await RecsysStore.OpenAsync(Samples.Options(crashed));
        Assert.Equal("00000001", again.Recovery.CheckpointUsed);
        Assert.Equal(101, again.Recovery.ReplayedRecords);
        Assert.Equal(9, again.Products.Count);
        Assert.Equal(10, again.Products.Columns.Count);
        Assert.Equal(100, (await again.Histories.ReadAsync("ann"))!.TotalCount);
        Assert.Equal(store.Statistics.Interactions, again.Statistics.Interactions);
    }

    [Theory]
    [MemberData(nameof(CheckpointParts))]
    public async Task OpenAsync_NewestCheckpointDamaged_UsesTheOneBefore(string part)
    {
        using var folder = new TempFolder();
        await WriteAsync(folder, checkpoints: 2);
        var newest = folder.Files(part).OrderByDescending(file => file.LastWriteTimeUtc).First(file => file.Length > 0);
        Flip(newest.FullName, newest.Length / 2);

        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal("00000001", again.Recovery.CheckpointUsed);
        Assert.Contains("00000002", Assert.Single(again.Recovery.Warnings), StringComparison.Ordinal);
        await AssertWholeAsync(again, rounds: 3);
    }

    [Fact]
    public async Task OpenAsync_CheckpointOfAnotherStateFormat_ReplaysInstead()
    {
        using var folder = new TempFolder();
        await WriteAsync(folder, checkpoints: 1);
        var manifests = new CheckpointFolder(folder.Path);
        manifests.Write(1, manifests.TryRead(1)! with { StateFormat = StateStore.Format + 1 });

        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Null(again.Recovery.CheckpointUsed);
        Assert.Contains("format", Assert.Single(again.Recovery.Warnings), StringComparison.Ordinal);
        await AssertWholeAsync(again, rounds: 2);
    }

    [Theory]
    [MemberData(nameof(CheckpointParts))]
    public async Task OpenAsync_EveryCheckpointDamaged_ReplaysTheWholeJournal(string part)
    {
        using var folder = new TempFolder();
        await WriteAsync(folder, checkpoints: 2);
        foreach (var file in folder.Files(part)) File.WriteAllBytes(file.FullName, []);

        await using (var again = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            Assert.Null(again.Recovery.CheckpointUsed);
            Assert.Equal(2, again.Recovery.Warnings.Count);
            await AssertWholeAsync(again, rounds: 3);
            await again.CheckpointAsync();
        }
        // What was rebuilt can be checkpointed and found again.
        await using var third = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Empty(third.Recovery.Warnings);
        Assert.Equal(0, third.Recovery.ReplayedRecords);
        await AssertWholeAsync(third, rounds: 3);
    }

    [Fact]
    public async Task OpenAsync_CheckpointAheadOfTheJournal_IsNotUsed()
    {
        using var folder = new TempFolder();
        TempFolder early;
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            early = folder.Copy();
            await store.Interactions.AppendAsync([Samples.Interaction(1)]);
            await store.CheckpointAsync();
        }
        // Somebody put an older journal back.
        Directory.Delete(Path.Combine(folder.Path, "journal"), recursive: true);
        Directory.Move(Path.Combine(early.Path, "journal"), Path.Combine(folder.Path, "journal"));
        early.Dispose();

        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Contains("ahead of the journal", Assert.Single(again.Recovery.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, again.Products.Count);
        Assert.Null(await again.Histories.ReadAsync("ann"));
    }

    [Fact]
    public async Task CheckpointAsync_ManyTimes_KeepsTwoAndTheirFiles()
    {
        using var folder = new TempFolder();
        await WriteAsync(folder, checkpoints: 5);
        Assert.Equal(2, folder.Files("*.checkpoint").Count);
        Assert.Equal(2, folder.Files("*.ids").Count);
        Assert.Equal(2, folder.Files("info.dat.*")
            .Count(file => file.FullName.Contains("histories/cpr-checkpoints", StringComparison.Ordinal)));
        // The catalogue did not change between them, so they share one.
        Assert.Single(
            folder.Files("info.dat.*"),
            file => file.FullName.Contains("catalogue/cpr-checkpoints", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenAsync_JournalGrewByEnough_TakesACheckpointByItself()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { CheckpointEveryBytes = 1 << 20 };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            for (int round = 0; round < 4; round++)
                await store.Interactions.AppendAsync(
                    [.. Enumerable.Range(round * 5000, 5000).Select(i => Samples.Interaction(i))]);
        }
        // Nobody asked for one, not even on closing.
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.NotNull(again.Recovery.CheckpointUsed);
        Assert.InRange(again.Recovery.CheckpointPosition, 1 << 20, again.Statistics.JournalDurablePosition);
        Assert.Equal(20_000, (await again.Histories.ReadAsync("ann"))!.TotalCount);
    }

    [Fact]
    public async Task OpenAsync_MoreThanMemoryHolds_ReadsFromDiskAndRecovers()
    {
        using var folder = new TempFolder();
        int customers = 6000;
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            for (int round = 0; round < 20; round++)
            {
                await store.Interactions.AppendAsync([.. Enumerable.Range(0, customers)
                    .Select(i => Samples.Interaction((round * customers) + i, $"c{i}"))]);
            }
            Assert.Contains(folder.Files("log.*"), file => file.Length > 0);
            await AssertEveryoneAsync(store, customers, 20);
            await store.CheckpointAsync();
        }
        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal("00000001", again.Recovery.CheckpointUsed);
        await AssertEveryoneAsync(again, customers, 20);
        // Read-modify-write of what is on disk.
        await again.Interactions.AppendAsync([Samples.Interaction(9_999_999, "c0")]);
        Assert.Equal(21, (await again.Histories.ReadAsync("c0"))!.TotalCount);
    }

    [Theory]
    [InlineData(16, 256)]
    [InlineData(256, 16)]
    public async Task OpenAsync_WithOtherMemory_FindsEverything(int firstMegabytes, int thenMegabytes)
    {
        using var folder = new TempFolder();
        int customers = 4000;
        await using (var store = await RecsysStore.OpenAsync(
            Samples.Options(folder) with { MemoryBytes = (long)firstMegabytes << 20, CheckpointOnClose = true }))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            for (int round = 0; round < 12; round++)
            {
                await store.Interactions.AppendAsync([.. Enumerable.Range(0, customers)
                    .Select(i => Samples.Interaction((round * customers) + i, $"c{i}"))]);
            }
        }
        var options = Samples.Options(folder) with { MemoryBytes = (long)thenMegabytes << 20 };
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Empty(again.Recovery.Warnings);
        Assert.Equal(0, again.Recovery.ReplayedRecords);
        await AssertEveryoneAsync(again, customers, 12);
        await again.CheckpointAsync();
    }

    private static async Task AssertEveryoneAsync(RecsysStore store, int customers, int events)
    {
        var reads = Enumerable.Range(0, customers).Select(i => store.Histories.ReadAsync($"c{i}").AsTask());
        Assert.All(await Task.WhenAll(reads), history => Assert.Equal(events, history!.TotalCount));
    }

    private static async Task WriteAsync(TempFolder folder, int checkpoints)
    {
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.UpsertManyAsync([.. Enumerable.Range(0, 10).Select(Samples.Product)]);
        await store.Products.DeleteAsync("product-9");
        for (int round = 0; round <= checkpoints; round++)
        {
            await store.Interactions.AppendAsync(
                [.. Enumerable.Range(round * 50, 50).Select(i => Samples.Interaction(i))]);
            if (round < checkpoints) await store.CheckpointAsync();
        }
    }

    private static async Task AssertWholeAsync(RecsysStore store, int rounds)
    {
        Assert.Equal(9, store.Products.Count);
        Assert.Equal(10, store.Products.Columns.Count);
        Assert.Equal(rounds * 50, (await store.Histories.ReadAsync("ann"))!.TotalCount);
        Assert.Equal(rounds * 50, store.Statistics.Interactions);
        Assert.Equal(Samples.StartMs + (rounds * 50) - 1, store.Statistics.LatestInteractionMs);
        var result =
            await store.Interactions.AppendAsync([Samples.Interaction(0), Samples.Interaction((rounds * 50) - 1)]);
        Assert.All(result.Outcomes, outcome => Assert.Equal(AppendStatus.Duplicate, outcome.Status));
    }

    private static void Flip(string path, long at)
    {
        using var file = File.Open(path, FileMode.Open);
        file.Position = at;
        int value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }
}
