using Recsys.Models.Repository;

namespace Recsys.Models.Tests.Repository;

public sealed class RollBackTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-rollback-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void RollBack_NothingWasLive_FindsNone()
    {
        Assert.Null(Repository().RollBack().Version);
        string only = Publish();

        Assert.Null(Repository().RollBack().Version);
        Assert.Equal(only, Repository().Current);
    }

    [Fact]
    public void RollBack_AgainAndAgain_GoesBackStepByStep()
    {
        string a = Publish(), b = Publish(), c = Publish();
        Assert.Equal([b, a], Repository().Earlier);

        Assert.Equal(b, Repository().RollBack().Version!.Name);
        Assert.Equal((b, a), (Repository().Current, Assert.Single(Repository().Earlier)));
        Assert.Equal(a, Repository().RollBack().Version!.Name);
        Assert.Null(Repository().RollBack().Version);

        // What was gone back from is not forgotten: it can be activated, and then be undone.
        Repository().Activate(c);
        Assert.Equal(a, Repository().RollBack().Version!.Name);
    }

    [Fact]
    public void RollBack_AfterAnOlderOneWasActivated_IsTheOneBeforeThat()
    {
        string a = Publish(), b = Publish();
        Repository().Activate(a);
        Repository().Activate(a);

        Assert.Equal(b, Repository().RollBack().Version!.Name);
    }

    [Fact]
    public void RollBack_DamagedAndDeletedVersions_ArePassedOverAndTold()
    {
        string a = Publish(), b = Publish(), c = Publish();
        Publish();
        File.AppendAllText(Path.Combine(_root, b, "ranker.pt"), "more");
        Directory.Delete(Path.Combine(_root, c), recursive: true);

        var opening = Repository().RollBack();

        Assert.Equal(a, opening.Version!.Name);
        Assert.Equal([c, b], opening.Refused.Select(refused => refused.Name));
        Assert.Empty(Repository().Earlier);
    }

    [Fact]
    public void Earlier_AfterACrashBetweenTheFiles_PassesOverTheCurrentOne()
    {
        string a = Publish(), b = Publish();
        // As an activation leaves it that wrote what was before, and not yet what is.
        File.WriteAllText(Path.Combine(_root, "EARLIER"), $"{b}\n{a}\n");

        Assert.Equal([a], Repository().Earlier);
        Assert.Equal(a, Repository().RollBack().Version!.Name);
    }

    [Fact]
    public void Earlier_OfManyActivations_IsBounded()
    {
        string a = Publish(), b = Publish();
        for (int i = 0; i < 40; i++)
        {
            Repository().Activate(a);
            Repository().Activate(b);
        }
        Assert.Equal(32, Repository().Earlier.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc\nCURRENT\n")]
    public void Earlier_DamagedFile_IsNone(string text)
    {
        Publish();
        File.WriteAllText(Path.Combine(_root, "EARLIER"), text);
        Assert.Empty(Repository().Earlier);
        Assert.Null(Repository().RollBack().Version);
    }

    [Fact]
    public void Activate_FromManyThreads_LosesNoStep()
    {
        string[] versions = [Publish(), Publish(), Publish(), Publish()];
        Parallel.For(0, 24, i => Repository().Activate(versions[i % versions.Length]));

        // Whatever the order was, no two neighbours are the same and all but the last can be gone back to.
        string?[] lived = [Repository().Current, .. Repository().Earlier];
        for (int i = 1; i < lived.Length; i++) Assert.NotEqual(lived[i - 1], lived[i]);
        Assert.Equal(versions[0], lived[^1]);
        Assert.DoesNotContain(Directory.EnumerateFiles(_root), file => Path.GetFileName(file).StartsWith(".CURRENT"));
    }

    private ModelRepository Repository() => new(_root);

    private string Publish()
    {
        using var staged = Repository().Stage();
        File.WriteAllText(staged.FilePath("ranker.pt"), "x");
        return staged.Publish(new ModelManifest()).Name;
    }
}
