using System.Diagnostics;
using Recsys.Storage.Errors;
using Recsys.Storage.Interactions;

namespace Recsys.Storage.Tests.Journal;

public class FullDiskTests
{
    [Fact]
    public async Task AppendAsync_DiskFull_SaysSoAndGoesOnWhenThereIsSpace()
    {
        using var folder = new TempFolder();
        var disk = new QuotaDevice.Disk();
        var options = Samples.Options(folder) with
        {
            OpenJournalDevice = (path, faults) => new QuotaDevice(path, faults, disk),
        };
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            await store.Interactions.AppendAsync([Samples.Interaction(1)]);

            disk.Full = true;
            for (int i = 0; i < 3; i++)
                await Assert.ThrowsAsync<StorageFullException>(
                    () => store.Interactions.AppendAsync([Samples.Interaction(2)]));
            await Assert.ThrowsAsync<StorageFullException>(() => store.Products.CreateAsync(Samples.Product(1)));
            // Nothing of it shows.
            Assert.Equal(1, (await store.Histories.ReadAsync("ann"))!.TotalCount);
            Assert.Null(await store.Products.GetAsync("product-1"));
            Assert.Equal(1, store.Products.Columns.Count);
            Assert.Equal(["interaction-1"], await IdsAsync(store));

            disk.Full = false;
            var result = await store.Interactions.AppendAsync([Samples.Interaction(1), Samples.Interaction(2)]);
            Assert.Equal(
                [AppendStatus.Duplicate, AppendStatus.Accepted], result.Outcomes.Select(outcome => outcome.Status));
            await store.Products.CreateAsync(Samples.Product(2));
        }
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Empty(again.Recovery.Warnings);
        Assert.Equal(["interaction-1", "interaction-2"], await IdsAsync(again));
        Assert.Equal(2, again.Products.Columns.Count);
    }

    [Fact]
    public async Task AppendAsync_DiskFullAfterTheFirstOfSeveralCommits_SendingAllAgainCompletesIt()
    {
        using var folder = new TempFolder();
        var disk = new QuotaDevice.Disk();
        var options = Samples.Options(folder) with
        {
            DuplicateWindow = 1 << 17,
            OpenJournalDevice = (path, faults) => new QuotaDevice(path, faults, disk),
        };
        // About 24 MB: three commits.
        string padding = new('x', 110);
        var items = Enumerable.Range(0, 60_000)
            .Select(i => Samples.Interaction(i, $"{i % 500}{padding}") with
                { Id = $"{i}{padding}", SessionId = $"{i % 500}{padding}" })
            .ToList();
        await using (var store = await RecsysStore.OpenAsync(options))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            disk.Free = 12 << 20;
            await Assert.ThrowsAsync<StorageFullException>(() => store.Interactions.AppendAsync(items));
            long taken = store.Interactions.Count;
            Assert.InRange(taken, 1, items.Count - 1);
            Assert.Equal(taken, (await IdsAsync(store)).Count);

            disk.Full = false;
            var result = await store.Interactions.AppendAsync(items);
            Assert.Equal(taken, result.Outcomes.Count(outcome => outcome.Status == AppendStatus.Duplicate));
            Assert.Equal(
                items.Count - taken, result.Outcomes.Count(outcome => outcome.Status == AppendStatus.Accepted));
            Assert.Equal(result.DurablePosition, store.Interactions.DurablePosition);
        }
        await using var again = await RecsysStore.OpenAsync(options);
        Assert.Equal(items.Select(item => item.Id), await IdsAsync(again));
        Assert.Equal(1000, again.Statistics.Histories);
    }

    [Fact]
    public async Task AppendAsync_ReaderInTheMiddleOfTheJournal_IsNotDisturbed()
    {
        using var folder = new TempFolder();
        var disk = new QuotaDevice.Disk();
        var options = Samples.Options(folder) with
        {
            OpenJournalDevice = (path, faults) => new QuotaDevice(path, faults, disk),
        };
        await using var store = await RecsysStore.OpenAsync(options);
        await store.Products.CreateAsync(Samples.Product(0));
        var sent = Enumerable.Range(0, 70_000).Select(i => Samples.Interaction(i)).ToList();
        await store.Interactions.AppendAsync(sent);

        int read = 0;
        await foreach (var item in store.Interactions.ReadAllAsync())
        {
            Assert.Equal(sent[read].Id, item.Interaction.Id);
            if (read++ != 100) continue;
            disk.Full = true;
            await Assert.ThrowsAsync<StorageFullException>(
                () => store.Interactions.AppendAsync([Samples.Interaction(-1)]));
            disk.Full = false;
        }
        Assert.Equal(sent.Count, read);
    }

    [RootFact]
    public async Task AppendAsync_SmallFileSystemFull_LosesNothingAcknowledged()
    {
        using var mountPoint = new TempFolder();
        Run("mount", "-t", "tmpfs", "-o", "size=7m", "tmpfs", mountPoint.Path);
        try
        {
            using var ballast = new Ballast(Path.Combine(mountPoint.Path, "ballast"), 2 << 20);
            var options = new StorageOptions
            {
                Directory = Path.Combine(mountPoint.Path, "store"),
                MemoryBytes = 16 << 20,
                DuplicateWindow = 1024,
            };
            long accepted = 0;
            await using (var store = await RecsysStore.OpenAsync(options))
            {
                await store.Products.CreateAsync(Samples.Product(0));
                await store.CheckpointAsync();
                int next = 0;
                List<Pipeline.Interactions.Interaction> Batch() =>
                    [.. Enumerable.Range(0, 2000).Select(_ => Samples.Interaction(next++, $"c{next % 20}"))];

                await Assert.ThrowsAsync<StorageFullException>(async () =>
                {
                    while (true) accepted += (await store.Interactions.AppendAsync(Batch())).Outcomes.Count;
                });
                Assert.InRange(accepted, 10_000, 200_000);
                await Assert.ThrowsAsync<StorageFullException>(() => store.CheckpointAsync());

                ballast.Release();
                await WhenThereIsSpaceAsync(
                    async () => accepted += (await store.Interactions.AppendAsync(Batch())).Outcomes.Count);
                await WhenThereIsSpaceAsync(() => store.CheckpointAsync());
            }
            await using var again = await RecsysStore.OpenAsync(options);
            Assert.Empty(again.Recovery.Warnings);
            Assert.Equal(accepted, again.Interactions.Count);
            Assert.Equal(accepted, (await IdsAsync(again)).Distinct().Count());
        }
        finally
        {
            Run("umount", mountPoint.Path);
        }
    }

    // The state's pages are tried again every tenth of a second.
    private static async Task WhenThereIsSpaceAsync(Func<Task> write)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await write();
                return;
            }
            catch (StorageFullException) when (attempt < 1_000_000)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<List<string>> IdsAsync(RecsysStore store)
    {
        var ids = new List<string>();
        await foreach (var item in store.Interactions.ReadAllAsync()) ids.Add(item.Interaction.Id);
        return ids;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private sealed class Ballast : IDisposable
    {
        private readonly string _path;

        public Ballast(string path, int bytes)
        {
            _path = path;
            File.WriteAllBytes(path, new byte[bytes]);
        }

        public void Release() => File.Delete(_path);

        public void Dispose() => Release();
    }
}
