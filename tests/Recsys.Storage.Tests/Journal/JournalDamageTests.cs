using Recsys.Storage.Errors;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Journal;

public class JournalDamageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public async Task OpenAsync_TailCutOff_KeepsWhatIsWhole(int lostBytes)
    {
        using var folder = new TempFolder();
        long end = await WriteAsync(folder);
        using (var file = File.Open(JournalOf(folder), FileMode.Open)) file.SetLength(end - lostBytes);

        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            Assert.Equal(lostBytes == 0 ? 20 : 19, store.Interactions.Count);
            Assert.Equal(lostBytes == 0 ? 0 : 1, store.Recovery.Warnings.Count);
            await AppendAgainAsync(store);
        }
        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal(0, again.Recovery.DiscardedTailBytes);
        Assert.Equal(21, again.Interactions.Count);
    }

    [Fact]
    public async Task OpenAsync_TailOverwrittenByGarbage_KeepsWhatIsWhole()
    {
        using var folder = new TempFolder();
        long end = await WriteAsync(folder);
        Overwrite(folder, end - 30, [.. Enumerable.Repeat((byte)0xEE, 30)]);

        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal(19, store.Interactions.Count);
        Assert.True(store.Recovery.DiscardedTailBytes > 0);
        await AppendAgainAsync(store);
    }

    [Fact]
    public async Task OpenAsync_MiddleDamaged_RefusesAndNamesThePosition()
    {
        using var folder = new TempFolder();
        long end = await WriteAsync(folder);
        Overwrite(folder, end - 700, [0xEE, 0xEE, 0xEE]);

        var error =
            await Assert.ThrowsAsync<StorageDamagedException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
        Assert.Contains("position", error.Message, StringComparison.Ordinal);
        // Refusing changed nothing and left nothing open.
        await Assert.ThrowsAsync<StorageDamagedException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task OpenAsync_OneCommitSlotTorn_UsesTheOther(int slot)
    {
        using var folder = new TempFolder();
        await WriteAsync(folder);
        using (var file = File.Open(Path.Combine(folder.Path, "journal", "commits"), FileMode.Open))
        {
            file.Position = (slot * 4096) + 20;
            file.Write([0xEE, 0xEE]);
        }
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        // The last append had a commit of its own, so losing the newer slot loses at most that.
        Assert.InRange(store.Interactions.Count, 19, 20);
    }

    private static async Task<long> WriteAsync(TempFolder folder)
    {
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.CreateAsync(Samples.Product(0));
        await store.Interactions.AppendAsync([.. Enumerable.Range(0, 19).Select(i => Samples.Interaction(i))]);
        return (await store.Interactions.AppendAsync([Samples.Interaction(19)])).DurablePosition;
    }

    private static async Task AppendAgainAsync(RecsysStore store)
    {
        await store.Interactions.AppendAsync([Samples.Interaction(19), Samples.Interaction(20)]);
        Assert.Equal(21, store.Interactions.Count);
        var ids = new List<string>();
        await foreach (var item in store.Interactions.ReadAllAsync()) ids.Add(item.Interaction.Id);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => $"interaction-{i}"), ids);
    }

    private static string JournalOf(TempFolder folder) => Path.Combine(folder.Path, "journal", "journal.0");

    private static void Overwrite(TempFolder folder, long at, byte[] bytes)
    {
        using var file = File.Open(JournalOf(folder), FileMode.Open);
        file.Position = at;
        file.Write(bytes);
    }
}
