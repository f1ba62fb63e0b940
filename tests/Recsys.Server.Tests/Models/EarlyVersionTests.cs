using Recsys.Models.Repository;
using Recsys.Server.Models;

namespace Recsys.Server.Tests.Models;

public sealed class EarlyVersionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-early").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Take_CurrentVersion_GivesWhatWasBegunOnce()
    {
        var repository = new ModelRepository(_folder);
        string name = Publish(repository);
        using var early = EarlyVersion.Begin(repository, Task.CompletedTask);

        var opening = await early.TakeOpeningAsync(repository.Current);
        var parts = early.TakeParts(opening!.Version!);

        Assert.Equal(name, opening.Version!.Name);
        // The version holds nothing but a list of products.
        await Assert.ThrowsAsync<InvalidDataException>(() => parts!);
        Assert.Null(await early.TakeOpeningAsync(repository.Current));
        Assert.Null(early.TakeParts(opening.Version));
    }

    [Fact]
    public async Task Take_AnotherVersionIsCurrentMeanwhile_GivesNothing()
    {
        var repository = new ModelRepository(_folder);
        Publish(repository);
        using var early = EarlyVersion.Begin(repository, Task.CompletedTask);
        string later = Publish(repository);

        Assert.Null(await early.TakeOpeningAsync(later));
        Assert.Null(early.TakeParts(repository.Open(later)));
    }

    [Fact]
    public async Task TakeOpening_DamagedVersion_TellsOfIt()
    {
        var repository = new ModelRepository(_folder);
        string name = Publish(repository);
        File.AppendAllText(Path.Combine(_folder, name, "items.txt"), "more");
        using var early = EarlyVersion.Begin(repository, Task.CompletedTask);

        var opening = await early.TakeOpeningAsync(name);

        Assert.Null(opening!.Version);
        Assert.Equal(name, Assert.Single(opening.Refused).Name);
    }

    [Fact]
    public void Begin_NothingIsCurrent_BeginsNothing() => Assert.Same(
        EarlyVersion.None, EarlyVersion.Begin(new ModelRepository(_folder), Task.CompletedTask));

    private static string Publish(ModelRepository repository)
    {
        using var staged = repository.Stage();
        File.WriteAllText(Path.Combine(staged.Path, "items.txt"), "a\nb\n");
        return staged.Publish(new ModelManifest(), activate: true).Name;
    }
}
