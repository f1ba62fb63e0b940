using Recsys.Models.Repository;

namespace Recsys.Models.Tests.Repository;

public sealed class TemporaryRepositoryTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("recsys-temporary-").FullName;

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Publish_Versions_AreOpenUntilDisposed()
    {
        using (var repository = new TemporaryRepository(_parent))
        {
            var first = Publish(repository, "first");
            var second = Publish(repository, "second");

            Assert.Equal("first", File.ReadAllText(first.FilePath("ranker.pt")));
            Assert.Equal("second", File.ReadAllText(second.FilePath("ranker.pt")));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }

    [Fact]
    public void Publish_TrainingFails_LeavesNothing()
    {
        using (var repository = new TemporaryRepository(_parent))
        {
            Assert.Throws<InvalidOperationException>(() => repository.Publish(staged =>
            {
                File.WriteAllText(staged.FilePath("ranker.pt"), "half");
                throw new InvalidOperationException();
            }));
            Assert.Empty(Directory.EnumerateFiles(_parent, "ranker.pt", SearchOption.AllDirectories));
        }
        Assert.Empty(Directory.EnumerateFileSystemEntries(_parent));
    }

    [Fact]
    public void Create_OthersAreLeft_RemovesThoseOfKilledProcessesAlone()
    {
        using var running = new TemporaryRepository(_parent);
        var version = Publish(running, "used");
        string killed = Directory.CreateDirectory(Path.Combine(_parent, "recsys-versions-7-killed")).FullName;
        File.WriteAllText(Path.Combine(killed, "ranker.pt"), "left");
        File.WriteAllText(killed + ".lock", "");
        string other = Directory.CreateDirectory(Path.Combine(_parent, "recsys-other")).FullName;

        using var next = new TemporaryRepository(_parent);

        Assert.False(Directory.Exists(killed));
        Assert.False(File.Exists(killed + ".lock"));
        Assert.True(Directory.Exists(other));
        Assert.Equal("used", File.ReadAllText(version.FilePath("ranker.pt")));
    }

    private static ModelVersion Publish(TemporaryRepository repository, string content) =>
        repository.Publish(staged =>
        {
            File.WriteAllText(staged.FilePath("ranker.pt"), content);
            return new ModelManifest();
        });
}
