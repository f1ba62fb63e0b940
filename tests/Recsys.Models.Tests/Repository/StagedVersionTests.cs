using Recsys.Models.Repository;

namespace Recsys.Models.Tests.Repository;

public sealed class StagedVersionTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-staging-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void Dispose_Unpublished_LeavesNothing()
    {
        var repository = new ModelRepository(_root);
        using (var staged = repository.Stage()) File.WriteAllText(staged.FilePath("ranker.pt"), "half");

        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
        Assert.Empty(repository.List());
    }

    [Fact]
    public void Dispose_Published_KeepsTheVersionAndNothingElse()
    {
        var repository = new ModelRepository(_root);
        string name;
        using (var staged = repository.Stage())
        {
            File.WriteAllText(staged.FilePath("ranker.pt"), "whole");
            name = staged.Publish(new ModelManifest()).Name;
            Assert.Throws<InvalidOperationException>(() => staged.Publish(new ModelManifest()));
        }

        Assert.Equal([".activation.lock", name, "CURRENT"],
            Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OpenCurrent_FolderLeftByACrash_IsIgnoredAndRemoved()
    {
        var repository = new ModelRepository(_root);
        Directory.CreateDirectory(Path.Combine(_root, ".staging-crashed"));
        File.WriteAllText(Path.Combine(_root, ".staging-crashed", "ranker.pt"), "half");
        File.WriteAllText(Path.Combine(_root, ".staging-crashed.lock"), "");

        var opening = repository.OpenCurrent();

        Assert.Null(opening.Version);
        Assert.Empty(opening.Refused);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void OpenCurrent_FolderStillBeingWritten_IsLeftAlone()
    {
        var repository = new ModelRepository(_root);
        using var staged = repository.Stage();
        File.WriteAllText(staged.FilePath("ranker.pt"), "half");

        repository.OpenCurrent();
        using var other = repository.Stage();

        Assert.True(File.Exists(staged.FilePath("ranker.pt")));
        Assert.NotEqual(staged.Path, other.Path);
        Assert.Equal("half", File.ReadAllText(staged.Publish(new ModelManifest()).FilePath("ranker.pt")));
    }
}
