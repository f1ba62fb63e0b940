using Recsys.Pipeline.Catalogue;
using Recsys.Storage.Errors;
using Recsys.Storage.Reading;

namespace Recsys.Storage.Tests.Reading;

// That a reader reads what the store holds, whatever was done to it, is what StoreModelTests shows.
public class StoreReaderTests
{
    private const int Round = 7000;

    [Fact]
    public async Task Open_WhileSomebodyWrites_ReadsWhatCameBeforeAPositionAndNothingBehindIt()
    {
        using var folder = new TempFolder();
        // Checkpoints come and go, and the journal is cut, while it is read.
        await using var store = await RecsysStore.OpenAsync(
            Samples.Options(folder) with { CheckpointEveryBytes = 1 << 20, JournalMaxBytes = 1 << 20 });
        await store.Products.CreateAsync(Samples.Product(0));
        var begins = new HashSet<long>();
        for (int round = 0; round < 40; round++)
        {
            long durable = store.Interactions.DurablePosition;
            var writing = store.Interactions.AppendAsync(
                [.. Enumerable.Range(round * Round, Round).Select(i => Samples.Interaction(i))]);
            using (var reader = StoreReader.Open(folder.Path))
            {
                var numbers = Numbers(reader);
                begins.Add(reader.BeginPosition);
                Assert.InRange(reader.EndPosition, durable, long.MaxValue);
                // The writer counts on: nothing is missing between the first and the last.
                int first = numbers.Count > 0 ? numbers[0] : 0;
                Assert.Equal(Enumerable.Range(first, numbers.Count), numbers);
                Assert.InRange(first + numbers.Count, round * Round, (round + 1) * Round);
            }
            await writing;
        }
        Assert.True(begins.Count > 1);
    }

    [Fact]
    public async Task ReadInteractions_JournalCutMeanwhile_StillReadsAll()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(
            Samples.Options(folder) with
            {
                JournalMaxBytes = 1 << 20,
                CheckpointsKept = 1,
                CheckpointEveryBytes = 1 << 30,
            });
        await store.Products.CreateAsync(Samples.Product(0));
        // More than one file of the journal.
        string padding = new('x', 120);
        for (int round = 0; round < 60; round++)
        {
            await store.Interactions.AppendAsync([.. Enumerable.Range(round * Round, Round)
                .Select(i => Samples.Interaction(i) with { SessionId = padding })]);
        }
        await store.CheckpointAsync();
        using var reader = StoreReader.Open(folder.Path);
        await store.Interactions.AppendAsync(
            [.. Enumerable.Range(60 * Round, 2 * Round).Select(i => Samples.Interaction(i))]);
        await store.CheckpointAsync();
        await store.Interactions.AppendAsync([Samples.Interaction(-1)]);
        Assert.True(store.Statistics.JournalBeginPosition > 64L << 20);
        Assert.False(File.Exists(Path.Combine(folder.Path, "journal", "journal.0")));

        Assert.Equal(Enumerable.Range(0, 60 * Round), Numbers(reader));
    }

    [Theory]
    [InlineData("checkpoints/00000002.checkpoint")]
    [InlineData("checkpoints/00000002.erased")]
    [InlineData("state/catalogue/log.0")]
    public async Task Open_NewestCheckpointDamaged_ReadsTheOneBefore(string file)
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await FillAsync(store);
        using var copy = folder.Copy();
        string path = Path.Combine(copy.Path, file);
        var bytes = File.ReadAllBytes(path);
        // In the log what the second checkpoint added, so that the first is still good.
        bytes[^(file.EndsWith("log.0", StringComparison.Ordinal) ? 5000 : 20)] ^= 0xEE;
        File.WriteAllBytes(path, bytes);

        AssertFilled(copy);
    }

    [Fact]
    public async Task Open_NoCheckpointLeft_ReadsTheJournalAlone()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await FillAsync(store);
        using var copy = folder.Copy();
        Directory.Delete(Path.Combine(copy.Path, "checkpoints"), recursive: true);
        Directory.Delete(Path.Combine(copy.Path, "state"), recursive: true);

        AssertFilled(copy);
        Assert.False(Directory.Exists(Path.Combine(copy.Path, "checkpoints")));
    }

    [Fact]
    public async Task Open_JournalCutAndNoCheckpointLeft_RefusesAndSaysWhy()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(
            Samples.Options(folder) with { JournalMaxBytes = 1 << 20, CheckpointsKept = 1 });
        await store.Products.CreateAsync(Samples.Product(0));
        for (int round = 0; round < 3; round++)
        {
            await store.Interactions.AppendAsync([.. Enumerable.Range(round * Round, Round)
                .Select(i => Samples.Interaction(i) with { SessionId = new string('x', 120) })]);
            await store.CheckpointAsync();
        }
        await store.Interactions.AppendAsync([Samples.Interaction(-1)]);
        Assert.True(store.Statistics.JournalBeginPosition > 64);
        using var copy = folder.Copy();
        File.Delete(Assert.Single(copy.Files("*.checkpoint")).FullName);

        var error = Assert.Throws<StorageDamagedException>(() => StoreReader.Open(copy.Path));
        Assert.Contains("nothing tells what lay before it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(3, 19)]
    [InlineData(40, 19)]
    public async Task Open_TailTorn_ReadsWhatIsWhole(int lostBytes, int whole)
    {
        using var folder = new TempFolder();
        long end;
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            end = (await store.Interactions.AppendAsync(
                [.. Enumerable.Range(0, 20).Select(i => Samples.Interaction(i))])).DurablePosition;
        }
        string journal = Path.Combine(folder.Path, "journal", "journal.0");
        using (var file = File.Open(journal, FileMode.Open)) file.SetLength(end - lostBytes);

        using (var reader = StoreReader.Open(folder.Path))
        {
            Assert.Equal(Enumerable.Range(0, whole), Numbers(reader));
            Assert.True(lostBytes == 0 ? reader.EndPosition == end : reader.EndPosition < end);
        }
        // Only a start may cut it off.
        Assert.Equal(end - lostBytes, new FileInfo(journal).Length);
    }

    [Fact]
    public async Task Open_MiddleDamaged_RefusesAndNamesThePosition()
    {
        using var folder = new TempFolder();
        long end;
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            await store.Products.CreateAsync(Samples.Product(0));
            end = (await store.Interactions.AppendAsync(
                [.. Enumerable.Range(0, 60_000).Select(i => Samples.Interaction(i))])).DurablePosition;
        }
        using (var file = File.Open(Path.Combine(folder.Path, "journal", "journal.0"), FileMode.Open))
        {
            // On the first of several pages.
            file.Position = 2000;
            file.Write([0xEE, 0xEE]);
        }
        Assert.True(end > 4 << 20);
        var error = Assert.Throws<StorageDamagedException>(() => StoreReader.Open(folder.Path));
        Assert.Contains("position 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoStoreOrAnEmptyOne_SaysSoOrIsEmpty()
    {
        using var folder = new TempFolder();
        Assert.Throws<StorageFormatException>(() => StoreReader.Open(folder.Path));
        Assert.Empty(folder.Files("*"));

        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        using var reader = StoreReader.Open(folder.Path);
        Assert.Equal((64, 64, 0), (reader.BeginPosition, reader.EndPosition, reader.Products.Count));
        Assert.Empty(Numbers(reader));
    }

    // A checkpoint, another one, and what only the journal has.
    private static async Task FillAsync(RecsysStore store)
    {
        await store.Products.UpsertManyAsync([.. Enumerable.Range(0, 3000).Select(Samples.Product)]);
        await store.Customers.UpsertManyAsync(
            [new Customer { Id = "ann", Country = "Spain" }, new Customer { Id = "bob", Country = "Malta" }]);
        await store.Interactions.AppendAsync([Samples.Interaction(0), Samples.Interaction(1, "bob")]);
        await store.CheckpointAsync();
        await store.Products.DeleteAsync("product-1");
        await store.Customers.EraseAsync("ann");
        await store.Products.UpsertManyAsync(
            [.. Enumerable.Range(3000, 100).Select(Samples.Product)]);
        await store.CheckpointAsync();
        await store.Customers.UpdateAsync(new Customer { Id = "bob", Country = "Italy" });
        await store.Products.CreateAsync(Samples.Product(3100));
    }

    private static void AssertFilled(TempFolder folder)
    {
        using var reader = StoreReader.Open(folder.Path);
        Assert.Equal(3101, reader.Products.Count);
        Assert.True(reader.Products.At(1).Deleted);
        Assert.Equal(3100, reader.Products.LiveCount);
        Assert.Equal([KeyValuePair.Create("bob", "Italy")], reader.CustomerCountries);
        var customers = new List<string>();
        reader.ReadInteractions(item => customers.Add(item.CustomerId));
        Assert.Equal(["", "bob"], customers);
    }

    private static List<int> Numbers(StoreReader reader)
    {
        var numbers = new List<int>();
        reader.ReadInteractions(item => numbers.Add((int)(item.TimeMs - Samples.StartMs)));
        return numbers;
    }
}
