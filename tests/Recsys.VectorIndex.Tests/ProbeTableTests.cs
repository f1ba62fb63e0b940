namespace Recsys.VectorIndex.Tests;

public sealed class ProbeTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-probes").FullName;

    private static ProbeTable Table => new()
    {
        Target = 0.99,
        Products = 10_000,
        Lists = 256,
        Queries = 64,
        Choices =
        [
            new ProbeChoice(100, 8, 0.991, [new ProbeRecall(4, 0.9), new ProbeRecall(8, 0.991)]),
            new ProbeChoice(400, 24, 0.992, [new ProbeRecall(24, 0.992)]),
            new ProbeChoice(1600, 64, 0.995, [new ProbeRecall(64, 0.995)]),
        ],
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1, 8)]
    [InlineData(100, 8)]
    [InlineData(200, 16)]
    [InlineData(400, 24)]
    [InlineData(800, 44)]
    [InlineData(3200, 128)]
    [InlineData(1_000_000, 256)]
    public void ProbesFor_BetweenAndBeyondWhatWasMeasured(int wanted, int expected) =>
        Assert.Equal(expected, Table.ProbesFor(wanted));

    [Fact]
    public void Save_Load_IsTheSame()
    {
        string path = Path.Combine(_folder, "index.json");
        Table.Save(path);

        var loaded = ProbeTable.Load(path);

        Assert.Equal(Table with { Choices = [] }, loaded with { Choices = [] });
        Assert.Equal(Table.Choices.Select(Text), loaded.Choices.Select(Text));
    }

    [Theory]
    [InlineData("\"target\": 0.99", "\"target\": 1.5")]
    [InlineData("\"lists\": 256", "\"lists\": 16")]
    [InlineData("\"wanted\": 400", "\"wanted\": 100")]
    [InlineData("\"probes\": 24", "\"probes\": 0")]
    [InlineData("\"choices\"", "\"choice\"")]
    [InlineData("{", "")]
    public void Load_Damaged_IsRefused(string what, string by)
    {
        string path = Path.Combine(_folder, "index.json");
        Table.Save(path);
        string text = File.ReadAllText(path);
        Assert.Contains(what, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(what, by, StringComparison.Ordinal));

        Assert.Throws<InvalidDataException>(() => ProbeTable.Load(path));
    }

    private static string Text(ProbeChoice choice) =>
        $"{choice.Wanted} {choice.Probes} {choice.Recall} {string.Join(' ', choice.Measured)}";
}
