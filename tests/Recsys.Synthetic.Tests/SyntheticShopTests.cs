using Recsys.Models.Repository;
using Recsys.Storage;

namespace Recsys.Synthetic.Tests;

public sealed class SyntheticShopTests(TemporaryShop made) : IClassFixture<TemporaryShop>
{
    [Fact]
    public async Task OpenOrMakeAsync_SameShapeAgain_GivesTheSameModelBytes()
    {
        string folder = Path.Combine(made.Root, "again");
        var again = await SyntheticShop.OpenOrMakeAsync(folder, TemporaryShop.Small);

        foreach (string file in FilesOf(made.Shop).Where(file => file != "manifest.json"))
            Assert.True(
                File.ReadAllBytes(PathOf(made.Shop, file)).AsSpan().SequenceEqual(
                    File.ReadAllBytes(PathOf(again, file))),
                $"{file} differs.");
        Assert.Equal(FilesOf(made.Shop), FilesOf(again));
        Assert.Equal(File.ReadAllText(made.Shop.CustomersFile), File.ReadAllText(again.CustomersFile));
    }

    [Fact]
    public async Task OpenOrMakeAsync_ShapeIsThere_MakesNothing()
    {
        var written = Directory.GetLastWriteTimeUtc(made.Shop.ModelsFolder);
        var opened = await SyntheticShop.OpenOrMakeAsync(made.Shop.Folder, TemporaryShop.Small);

        Assert.Equal(TemporaryShop.Small, opened.Shape);
        Assert.Equal(written, Directory.GetLastWriteTimeUtc(opened.ModelsFolder));
    }

    [Fact]
    public async Task OpenOrMakeAsync_AnotherShapeIsThere_RefusesAndNamesBoth()
    {
        var other = TemporaryShop.Small with { Seed = 8 };
        var error = await Assert.ThrowsAsync<SyntheticException>(
            () => SyntheticShop.OpenOrMakeAsync(made.Shop.Folder, other));

        Assert.Contains(other.Name, error.Message, StringComparison.Ordinal);
        Assert.Contains(TemporaryShop.Small.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenOrMakeAsync_SomethingElseIsThere_RefusesAndLeavesIt()
    {
        string folder = Directory.CreateDirectory(Path.Combine(made.Root, "mine")).FullName;
        string file = Path.Combine(folder, "precious.txt");
        File.WriteAllText(file, "mine");

        var error = await Assert.ThrowsAsync<SyntheticException>(
            () => SyntheticShop.OpenOrMakeAsync(folder, TemporaryShop.Small));

        Assert.Contains("shape.json", error.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
    }

    [Fact]
    public async Task OpenOrMakeAsync_Interrupted_LeavesNothingToServeAndIsMadeAnew()
    {
        string folder = Path.Combine(made.Root, "interrupted");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SyntheticShop.OpenOrMakeAsync(
            folder, TemporaryShop.Small, progress: new StopAt("vectors", stop), cancellation: stop.Token));

        Assert.False(Directory.Exists(folder));
        Assert.Throws<SyntheticException>(() => SyntheticShop.Open(folder));
        var shop = await SyntheticShop.OpenOrMakeAsync(folder, TemporaryShop.Small);
        Assert.NotNull(new ModelRepository(shop.ModelsFolder).OpenCurrent().Version);
        Assert.Empty(Directory.EnumerateFileSystemEntries(made.Root, "interrupted.part*"));
    }

    [Fact]
    public async Task OpenOrMakeAsync_SomebodyMakesIt_RefusesInsteadOfMixing()
    {
        string folder = Path.Combine(made.Root, "taken");
        using var held = new FileStream(
            folder + ".part.lock", FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        var error = await Assert.ThrowsAsync<SyntheticException>(
            () => SyntheticShop.OpenOrMakeAsync(folder, TemporaryShop.Small));

        Assert.Contains("another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Require_TooLargeForTheDisk_SaysHowMuchIsMissing()
    {
        var huge = TemporaryShop.Small with { Products = 20_000_000, Customers = 20_000_000, Dimension = 256 };
        var error = Assert.Throws<SyntheticException>(() => DiskNeed.Require(huge, made.Root, freeBytes: 1L << 30));

        Assert.Contains("1.1 GB", error.Message, StringComparison.Ordinal);
        Assert.Contains(huge.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesOf_TheSmallShop_IsNoLessThanItTook() =>
        Assert.True(DiskNeed.BytesOf(TemporaryShop.Small) >= new DirectoryInfo(made.Shop.Folder)
            .EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));

    [Fact]
    public async Task Store_OpensWithoutReplay_AndHoldsTheShape()
    {
        await using var store = await RecsysStore.OpenAsync(new StorageOptions { Directory = made.Shop.DataFolder });

        Assert.Equal(0, store.Recovery.ReplayedRecords);
        Assert.Equal(2_000, store.Products.Count);
        Assert.Equal(300, store.Customers.Count);
        Assert.InRange(store.Interactions.Count, 300 * 5, 300 * 60);
        var history = await store.Histories.ReadAsync("c0000001");
        Assert.InRange(history!.TotalCount, 5, 60);
    }

    private static string[] FilesOf(SyntheticShop shop) =>
        [.. Directory.EnumerateFiles(VersionOf(shop)).Select(path => Path.GetFileName(path)).Order()];

    private static string PathOf(SyntheticShop shop, string file) => Path.Combine(VersionOf(shop), file);

    private static string VersionOf(SyntheticShop shop) =>
        Path.Combine(shop.ModelsFolder, new ModelRepository(shop.ModelsFolder).Current!);

    private sealed class StopAt(string stage, CancellationTokenSource stop) : IProgress<SyntheticProgress>
    {
        public void Report(SyntheticProgress value)
        {
            if (value.Stage == stage) stop.Cancel();
        }
    }
}
