using Recsys.Storage.Errors;
using Recsys.Storage.Journal;

namespace Recsys.Storage.Tests.Journal;

public class JournalReadersTests
{
    [Fact]
    public async Task Set_SurvivesARestartAndIsListedByName()
    {
        using var folder = new TempFolder();
        await using (var store = await RecsysStore.OpenAsync(Samples.Options(folder)))
        {
            store.JournalReaders.Set("train", 64);
            store.JournalReaders.Set("export", 128);
            store.JournalReaders.Set("train", 4096);
        }
        var readers = JournalReaders.At(folder.Path);
        Assert.Equal([("export", 128), ("train", 4096)], readers.List().Select(each => (each.Name, each.Position)));
        Assert.True(readers.Remove("export"));
        Assert.False(readers.Remove("export"));
        Assert.Equal("train", Assert.Single(readers.List()).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Train")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("../x")]
    public async Task Set_NameThatIsNone_Refused(string name)
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        Assert.Throws<ArgumentException>(() => store.JournalReaders.Set(name, 64));
        Assert.Throws<ArgumentException>(() => store.JournalReaders.Set(new string('a', 65), 64));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.JournalReaders.Set("train", -1));
    }

    [Fact]
    public async Task Set_OneTooMany_Refused()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        for (int i = 0; i < JournalReaders.Most; i++) store.JournalReaders.Set($"reader-{i}", i);
        Assert.Throws<StorageException>(() => store.JournalReaders.Set("one-more", 0));
        store.JournalReaders.Set("reader-0", 7);
        Assert.Equal(JournalReaders.Most, store.JournalReaders.List().Count);
    }

    [Fact]
    public async Task Set_ManyAtOnce_LosesNone()
    {
        using var folder = new TempFolder();
        await using var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        await Parallel.ForAsync(0, 16, (i, _) =>
        {
            JournalReaders.At(folder.Path).Set($"reader-{i}", i);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(16, store.JournalReaders.List().Count);
    }

    [Fact]
    public void At_NoStore_SaysSo()
    {
        using var folder = new TempFolder();
        Assert.Throws<StorageFormatException>(() => JournalReaders.At(folder.Path));
    }
}
