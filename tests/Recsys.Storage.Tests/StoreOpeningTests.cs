using Recsys.Pipeline.Features.Online;
using Recsys.Storage.Errors;

namespace Recsys.Storage.Tests;

public class StoreOpeningTests
{
    [Fact]
    public async Task OpenAsync_SecondStoreOnTheFolder_RefusedUntilTheFirstCloses()
    {
        using var folder = new TempFolder();
        await using (await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            var error =
                await Assert.ThrowsAsync<StorageInUseException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
            Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        }
        await using var again = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Equal(0, again.Products.Count);
    }

    [Fact]
    public async Task OpenAsync_OtherProcessHasTheFolder_RefusedByItsNumberOrWaitsUntilItIsGone()
    {
        using var folder = new TempFolder();
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        string path = Path.Combine(folder.Path, "LOCK");
        File.WriteAllText(path + ".owner", "1\n");
        using var holder = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var error = await Assert.ThrowsAsync<StorageInUseException>(
            () => RecsysStore.OpenAsync(Samples.Options(folder) with { LockWait = TimeSpan.Zero }));
        Assert.Contains("process 1:", error.Message, StringComparison.Ordinal);

        var waiting = RecsysStore.OpenAsync(Samples.Options(folder) with { LockWait = TimeSpan.FromSeconds(60) });
        Assert.False(waiting.IsCompleted);
        await holder.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Fact]
    public async Task OpenAsync_NewerFormat_RefusedWithBothVersions()
    {
        using var folder = new TempFolder();
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        File.WriteAllText(Path.Combine(folder.Path, "FORMAT"), "recsys-store 3\n");
        var error =
            await Assert.ThrowsAsync<StorageFormatException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
        Assert.Contains("format 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("up to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_FormatOne_OpensAndIsMarkedAsThisFormat()
    {
        using var folder = new TempFolder();
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        string path = Path.Combine(folder.Path, "FORMAT");
        File.WriteAllText(path, "recsys-store 1\n");
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        Assert.Equal("recsys-store 2\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData("recsys-store x\n")]
    public async Task OpenAsync_FormatFileDamaged_SaysHowToRestoreIt(string content)
    {
        using var folder = new TempFolder();
        await (await RecsysStore.OpenAsync(Samples.Options(folder))).DisposeAsync();
        File.WriteAllText(Path.Combine(folder.Path, "FORMAT"), content);
        var error =
            await Assert.ThrowsAsync<StorageFormatException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
        Assert.Contains("recsys-store 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_FolderOfSomethingElse_RefusedAndUntouched()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "thesis.txt"), "mine");
        var error =
            await Assert.ThrowsAsync<StorageFormatException>(() => RecsysStore.OpenAsync(Samples.Options(folder)));
        Assert.Contains("thesis.txt", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "journal")));
    }

    [Fact]
    public async Task OpenAsync_FolderIsAFile_SaysWhich()
    {
        using var folder = new TempFolder();
        string path = Path.Combine(folder.Path, "file");
        File.WriteAllText(path, "");
        var error = await Assert.ThrowsAsync<StorageException>(
            () => RecsysStore.OpenAsync(Samples.Options(folder) with { Directory = path }));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<OnlineFeature> OfProducts => OnlineFeatureSchema.Standard.Product;

    [Theory]
    [InlineData("Directory")]
    [InlineData("MemoryBytes")]
    [InlineData("DuplicateWindow")]
    [InlineData("CheckpointEveryBytes")]
    [InlineData("CheckpointsKept")]
    [InlineData("LockWait")]
    [InlineData("JournalMaxAge")]
    [InlineData("JournalMaxBytes")]
    [InlineData("Features")]
    public async Task OpenAsync_OptionOutOfRange_NamesIt(string option)
    {
        using var folder = new TempFolder();
        var good = Samples.Options(folder);
        var bad = option switch
        {
            "Directory" => good with { Directory = " " },
            "MemoryBytes" => good with { MemoryBytes = 1 },
            "DuplicateWindow" => good with { DuplicateWindow = 0 },
            "LockWait" => good with { LockWait = TimeSpan.FromHours(1) },
            "CheckpointEveryBytes" => good with { CheckpointEveryBytes = -1 },
            "JournalMaxAge" => good with { JournalMaxAge = TimeSpan.Zero },
            "JournalMaxBytes" => good with { JournalMaxBytes = 0 },
            "Features" => good with { Features = new(OfProducts, OfProducts, OfProducts) },
            _ => good with { CheckpointsKept = 0 },
        };
        var error = await Assert.ThrowsAsync<ArgumentException>(() => RecsysStore.OpenAsync(bad));
        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AppendAsync_AfterClose_Throws()
    {
        using var folder = new TempFolder();
        var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.Interactions.AppendAsync([Samples.Interaction(1)]));
    }
}
