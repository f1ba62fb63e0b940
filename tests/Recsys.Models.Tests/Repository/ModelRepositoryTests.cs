using Recsys.Models.Repository;

namespace Recsys.Models.Tests.Repository;

public sealed class ModelRepositoryTests : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"recsys-models-{Guid.NewGuid():N}");
    private readonly SettableClock _clock = new(new DateTimeOffset(2026, 11, 21, 19, 5, 1, TimeSpan.Zero));

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public void Publish_WholeVersion_OpensWithManifestAndFiles()
    {
        var published = Publish("ranker-1");

        var opening = Repository().OpenCurrent();

        Assert.Empty(opening.Refused);
        Assert.Equal("20261121-190501-1", opening.Version!.Name);
        Assert.Equal(published.Name, opening.Version.Manifest.Version);
        Assert.Equal("schema-a", opening.Version.Manifest.Schema);
        Assert.Equal(["20261120-000000-1"], opening.Version.Manifest.Parents);
        Assert.Equal(new DataWindow(5, 9), opening.Version.Manifest.DataWindow);
        Assert.Equal(3, opening.Version.Manifest.Counts["items"]);
        Assert.Equal(0.75, opening.Version.Manifest.Metrics["validation_auc"]);
        Assert.Equal(_clock.Now.ToUnixTimeMilliseconds(), opening.Version.Manifest.CreatedMs);
        Assert.Equal("ranker-1", File.ReadAllText(opening.Version.FilePath("ranker.pt")));
        Assert.Equal(["items.faiss", "ranker.pt"], opening.Version.Manifest.Files.Select(file => file.Name));
        Assert.All(opening.Version.Manifest.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
    }

    [Fact]
    public void FilePath_FileOutsideManifest_IsRefused()
    {
        var version = Publish("x");
        File.WriteAllText(Path.Combine(version.Path, "later.bin"), "not published");

        Assert.False(version.HasFile("later.bin"));
        Assert.Throws<InvalidDataException>(() => version.FilePath("later.bin"));
    }

    [Fact]
    public void OpenCurrent_NothingActivated_OpensNothing()
    {
        Assert.Null(Repository().OpenCurrent().Version);
        Publish("x", activate: false);

        var opening = Repository().OpenCurrent();

        Assert.Null(opening.Version);
        Assert.Empty(opening.Refused);
        Assert.Null(Repository().Current);
    }

    [Theory]
    [InlineData("ranker.pt")]
    [InlineData("items.faiss")]
    public void OpenCurrent_TruncatedFile_FallsBackToNewestGoodAndSaysWhy(string name)
    {
        Publish("oldest");
        var good = Publish("good");
        var damaged = Publish("damaged");
        using (var file = new FileStream(Path.Combine(damaged.Path, name), FileMode.Open))
            file.SetLength(file.Length - 1);

        var opening = Repository().OpenCurrent();

        Assert.Equal(good.Name, opening.Version!.Name);
        var refused = Assert.Single(opening.Refused);
        Assert.Equal(damaged.Name, refused.Name);
        Assert.StartsWith($"{name} has ", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ranker.pt")]
    [InlineData("items.faiss")]
    public void Open_AlteredByte_NamesTheFile(string name)
    {
        var version = Publish("payload");
        FlipLastByte(Path.Combine(version.Path, name));

        var refusal = Assert.Throws<InvalidDataException>(() => Repository().Open(version.Name));

        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("checksum", refusal.Message, StringComparison.Ordinal);
        Assert.Null(Repository().OpenCurrent().Version);
    }

    [Fact]
    public void Open_MissingFile_NamesIt()
    {
        var version = Publish("x");
        File.Delete(Path.Combine(version.Path, "ranker.pt"));

        var refusal = Assert.Throws<InvalidDataException>(() => Repository().Open(version.Name));

        Assert.Equal("ranker.pt is missing.", refusal.Message);
        Assert.Equal("ranker.pt is missing.", Assert.Single(Repository().List()).Problem);
    }

    [Theory]
    [InlineData("{\"format_version\": 2, \"anything\": [1]}", "format_version 2")]
    [InlineData("{\"version\": \"x\"}", "names no format_version")]
    [InlineData("{\"format_version\": 1", "not readable JSON")]
    [InlineData("[]", "names no format_version")]
    [InlineData("{\"format_version\": 1, \"files\": null}", "not readable JSON")]
    public void Open_BadManifest_SaysWhatIsWrong(string text, string expected)
    {
        var version = Publish("x");
        File.WriteAllText(Path.Combine(version.Path, "manifest.json"), text);

        var refusal = Assert.Throws<InvalidDataException>(() => Repository().Open(version.Name));

        Assert.Contains("manifest.json", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(Repository().List()).Manifest);
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/hostname")]
    [InlineData("manifest.json")]
    [InlineData(".hidden")]
    [InlineData("")]
    public void Open_ManifestNamesAPath_IsRefused(string name)
    {
        var version = Publish("x");
        string manifest = Path.Combine(version.Path, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("ranker.pt", name, StringComparison.Ordinal));

        var refusal = Assert.Throws<InvalidDataException>(() => Repository().Open(version.Name));

        Assert.Contains("not plain", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_RenamedFolder_IsRefused()
    {
        var version = Publish("x");
        Directory.Move(version.Path, Path.Combine(_root, "20301231-235959-1"));

        var refusal = Assert.Throws<InvalidDataException>(() => Repository().Open("20301231-235959-1"));

        Assert.Contains(version.Name, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../20261121-190501-1")]
    [InlineData("20261121-190501-0")]
    [InlineData("20261121-190501-1/")]
    [InlineData("20261321-190501-1")]
    [InlineData("CURRENT")]
    [InlineData("")]
    public void Activate_NameThatIsNone_IsRefused(string name)
    {
        Publish("x");

        Assert.Throws<ArgumentException>(() => Repository().Activate(name));
        Assert.Throws<ArgumentException>(() => Repository().Open(name));
    }

    [Fact]
    public void Activate_OlderVersion_RollsBack()
    {
        var older = Publish("older");
        var newer = Publish("newer");
        Assert.Equal(newer.Name, Repository().Current);

        Repository().Activate(older.Name);

        Assert.Equal(older.Name, Repository().Current);
        Assert.Equal("older", File.ReadAllText(Repository().OpenCurrent().Version!.FilePath("ranker.pt")));
        Assert.Equal([false, true], Repository().List().Select(listing => listing.IsCurrent));
    }

    [Fact]
    public void Activate_DamagedVersion_LeavesCurrentAsItWas()
    {
        var good = Publish("good");
        var damaged = Publish("damaged", activate: false);
        FlipLastByte(Path.Combine(damaged.Path, "ranker.pt"));

        Assert.Throws<InvalidDataException>(() => Repository().Activate(damaged.Name));
        Assert.Throws<InvalidDataException>(() => Repository().Activate("20200101-000000-1"));

        Assert.Equal(good.Name, Repository().Current);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc")]
    [InlineData("20261121-190501-1\n20261121-190501-2\n")]
    public void OpenCurrent_DamagedCurrent_TakesNewestGoodAndReportsIt(string content)
    {
        Publish("older");
        var newest = Publish("newest");
        File.WriteAllText(Path.Combine(_root, "CURRENT"), content);

        var opening = Repository().OpenCurrent();

        Assert.Equal(newest.Name, opening.Version!.Name);
        Assert.Equal("CURRENT", Assert.Single(opening.Refused).Name);
    }

    [Fact]
    public void OpenCurrent_CurrentNamesMissingVersion_ReportsAndFallsBack()
    {
        var good = Publish("good");
        File.WriteAllText(Path.Combine(_root, "CURRENT"), "20300101-000000-1\n");

        var opening = Repository().OpenCurrent();

        Assert.Equal(good.Name, opening.Version!.Name);
        Assert.Contains("no model version", Assert.Single(opening.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_SeveralInOneSecondAndClockSetBack_NamesStillSortByPublishing()
    {
        var names = new List<string>();
        for (int i = 0; i < 11; i++) names.Add(Publish("x").Name);
        _clock.Now = _clock.Now.AddHours(-1);
        names.Add(Publish("x").Name);
        _clock.Now = _clock.Now.AddDays(1);
        names.Add(Publish("x").Name);

        Assert.Equal("20261121-190501-9", names[8]);
        Assert.Equal("20261121-190502-1", names[9]);
        Assert.Equal("20261122-180501-1", names[^1]);
        Assert.Equal(names, names.Order(StringComparer.Ordinal));
        Assert.Equal(names.AsEnumerable().Reverse(), Repository().List().Select(listing => listing.Name));
    }

    [Fact]
    public void Publish_ManyAtOnce_EachGetsANameOfItsOwn()
    {
        var names = new System.Collections.Concurrent.ConcurrentBag<string>();

        Parallel.For(0, 12, _ => names.Add(Publish("x").Name));

        Assert.Equal(12, names.Distinct().Count());
        Assert.Equal(12, Repository().List().Count(listing => listing.Problem is null));
        Assert.Contains(Repository().Current, names);
    }

    [Fact]
    public void Publish_EmptyFolderOrInnerFolderOrOddMetric_IsRefused()
    {
        using var empty = Repository().Stage();
        Assert.Throws<InvalidDataException>(() => empty.Publish(new ModelManifest()));

        Directory.CreateDirectory(Path.Combine(empty.Path, "inner"));
        Assert.Contains("inner", Assert.Throws<InvalidDataException>(() => empty.Publish(new ModelManifest())).Message,
            StringComparison.Ordinal);

        using var odd = Repository().Stage();
        File.WriteAllText(odd.FilePath("a.bin"), "a");
        var manifest = new ModelManifest { Metrics = new Dictionary<string, double> { ["auc"] = double.NaN } };
        Assert.Throws<InvalidDataException>(() => odd.Publish(manifest));
        Assert.Empty(Repository().List());
    }

    private ModelRepository Repository() => new(_root, _clock);

    private ModelVersion Publish(string ranker, bool activate = true)
    {
        using var staged = Repository().Stage();
        File.WriteAllText(staged.FilePath("ranker.pt"), ranker);
        File.WriteAllText(staged.FilePath("items.faiss"), "index of " + ranker);
        var manifest = new ModelManifest
        {
            Schema = "schema-a",
            Parents = ["20261120-000000-1"],
            DataWindow = new DataWindow(5, 9),
            Counts = new Dictionary<string, long> { ["items"] = 3 },
            Metrics = new Dictionary<string, double> { ["validation_auc"] = 0.75 },
        };
        return staged.Publish(manifest, activate);
    }

    private static void FlipLastByte(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }
}
