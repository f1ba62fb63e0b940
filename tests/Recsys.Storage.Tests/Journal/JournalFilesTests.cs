using System.Buffers.Binary;
using Recsys.Storage.Errors;
using Recsys.Storage.Journal;

namespace Recsys.Storage.Tests.Journal;

public class JournalFilesTests
{
    [Fact]
    public async Task Summarize_BesideAnOpenStore_CountsWhatIsDurable()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.UpsertManyAsync([.. Enumerable.Range(0, 3).Select(Samples.Product)]);
        await store.Interactions.AppendAsync([.. Enumerable.Range(0, 100).Select(i => Samples.Interaction(i))]);
        await store.CheckpointAsync();
        store.JournalReaders.Set("train", 64);
        var files = JournalFiles.Open(folder.Path);
        await store.Interactions.AppendAsync([Samples.Interaction(100)]);

        var summary = files.Summarize();
        Assert.Equal(3, summary.Records["ProductPut"]);
        Assert.Equal(100, summary.Records["Interaction"]);
        Assert.Equal(100, summary.Interactions["Purchase"]);
        Assert.Equal(Samples.StartMs, summary.OldestTime!.Value.ToUnixTimeMilliseconds());
        Assert.Equal(Samples.StartMs + 99, summary.NewestTime!.Value.ToUnixTimeMilliseconds());
        Assert.Equal("train", Assert.Single(summary.Readers).Name);
        Assert.Equal(files.EndPosition, Assert.Single(summary.Checkpoints).Position);
        Assert.Empty(summary.Damages);
        Assert.Equal(101, JournalFiles.Open(folder.Path).Summarize().Records["Interaction"]);
    }

    [Fact]
    public async Task Export_AnyRange_IsWhatTheStoreReads()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.UpsertManyAsync([.. Enumerable.Range(0, 3).Select(Samples.Product)]);
        string padding = new('x', 120);
        // About 14 MB, so that records go on over pages.
        for (int round = 0; round < 5; round++)
        {
            await store.Interactions.AppendAsync([.. Enumerable.Range(round * 10_000, 10_000)
                .Select(i => Samples.Interaction(i, $"c{i % 50}", i % 3) with { SessionId = padding })]);
        }
        var expected = new List<Pipeline.Interactions.Interaction>();
        var after = new List<long>();
        await foreach (var item in store.Interactions.ReadAllAsync())
        {
            expected.Add(item.Interaction);
            after.Add(item.NextPosition);
        }

        var files = JournalFiles.Open(folder.Path);
        var all = Export(files, 0, null);
        Assert.Equal(expected, all.Select(item => item.Interaction));
        // What begins at or after the first position and before the second.
        Assert.Equal(expected[1000..2000], Export(files, after[999], after[1999]).Select(item => item.Interaction));
        Assert.Equal(expected[1001..2000], Export(files, all[1000].Position + 1, all[2000].Position)
            .Select(item => item.Interaction));
    }

    [Fact]
    public async Task Export_CutJournal_StillNamesProductsAndRefusesWhatIsGone()
    {
        using var folder = new TempFolder();
        var options = Samples.Options(folder) with { JournalMaxBytes = 1 << 20, CheckpointsKept = 1 };
        await using var store = await RecsysStore.OpenAsync(options);
        for (int round = 0; round < 3; round++)
        {
            await store.Products.CreateAsync(Samples.Product(round));
            await store.Interactions.AppendAsync([.. Enumerable.Range(round * 9000, 9000)
                .Select(i => Samples.Interaction(i, product: round) with { SessionId = new string('x', 100) })]);
            await store.CheckpointAsync();
            await store.Interactions.AppendAsync([Samples.Interaction(-1 - round)]);
        }
        var files = JournalFiles.Open(folder.Path);
        Assert.True(files.BeginPosition > 64);
        var exported = Export(files, 0, null);
        Assert.Equal(await ReadAsync(store), exported.Select(item => item.Interaction));
        Assert.Contains(exported, item => item.Interaction.ProductId == "product-0");
        Assert.Throws<JournalPositionException>(() => Export(files, 64, null));
    }

    [Fact]
    public async Task Export_CustomerErasedLater_IsNobodys()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.Products.CreateAsync(Samples.Product(0));
        await store.Interactions.AppendAsync([Samples.Interaction(1, "ann"), Samples.Interaction(2, "bob")]);
        await store.Customers.EraseAsync("ann");
        await store.Interactions.AppendAsync([Samples.Interaction(3, "ann")]);

        var exported = Export(JournalFiles.Open(folder.Path), 0, null);
        Assert.Equal(["", "bob", "ann"], exported.Select(item => item.Interaction.CustomerId));
        Assert.Equal("", exported[0].Interaction.AttributionToken);
    }

    [Theory]
    [InlineData("bit", "checksum")]
    [InlineData("length", "length")]
    [InlineData("zeros", "length")]
    [InlineData("short", "missing or ends early")]
    [InlineData("gone", "missing or ends early")]
    public async Task Summarize_Damaged_NamesThePosition(string how, string problem)
    {
        using var folder = new TempFolder();
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            await store.Interactions.AppendAsync([.. Enumerable.Range(0, 100).Select(i => Samples.Interaction(i))]);
        }
        var files = JournalFiles.Open(folder.Path);
        long damaged = Export(files, 0, null)[50].Position;
        Damage(Path.Combine(folder.Path, "journal", "journal.0"), damaged, how);

        var damage = Assert.Single(files.Summarize().Damages);
        Assert.Contains(problem, damage.Problem, StringComparison.Ordinal);
        Assert.Equal(how == "gone" ? 64 : damaged, damage.Position);
        var error = Assert.Throws<StorageDamagedException>(() => Export(files, 0, null));
        Assert.Contains($"position {damage.Position}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_CommitsDamaged_SaysSo()
    {
        using var folder = new TempFolder();
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        string commits = Path.Combine(folder.Path, "journal", "commits");
        File.WriteAllBytes(commits, [.. Enumerable.Repeat((byte)0xEE, 8192)]);
        Assert.Throws<StorageDamagedException>(() => JournalFiles.Open(folder.Path));
        File.Delete(commits);
        Assert.Throws<StorageDamagedException>(() => JournalFiles.Open(folder.Path));
    }

    [Fact]
    public async Task Summarize_NewStore_IsEmptyAndWhole()
    {
        using var folder = new TempFolder();
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        var summary = JournalFiles.Open(folder.Path).Summarize();
        Assert.Empty(summary.Records);
        Assert.Empty(summary.Damages);
        Assert.Null(summary.OldestTime);
    }

    private static void Damage(string path, long at, string how)
    {
        if (how == "gone")
        {
            File.Delete(path);
            return;
        }
        using var file = File.Open(path, FileMode.Open);
        if (how == "short")
        {
            file.SetLength(at);
            return;
        }
        file.Position = how == "bit" ? at + 20 : at;
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, how == "length" ? -7 : 0);
        file.Write(how == "bit" ? [0xEE, 0xEE] : length);
    }

    private static List<ExportedInteraction> Export(JournalFiles files, long from, long? until)
    {
        var items = new List<ExportedInteraction>();
        files.Export(from, until, items.Add);
        return items;
    }

    private static async Task<List<Pipeline.Interactions.Interaction>> ReadAsync(RecsysStore store)
    {
        var items = new List<Pipeline.Interactions.Interaction>();
        await foreach (var item in store.Interactions.ReadAllAsync()) items.Add(item.Interaction);
        return items;
    }
}
