using System.Text;
using System.Text.Json;

namespace Recsys.Cli.Tests;

public sealed class TuneCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-tune-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Tune_Ratings_WritesSettingsThatTrainTakes()
    {
        string settings = Path.Combine(_folder, "settings.json");

        var run = await CommandRun.StartAsync(
            "tune", "--train", WriteRatings(), "--trials", "1", "--minutes", "60", "--out", settings, "--json");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        using var report = JsonDocument.Parse(run.Output);
        Assert.Equal(1, report.RootElement.GetProperty("trials").GetArrayLength());
        Assert.InRange(report.RootElement.GetProperty("best").GetProperty("score").GetDouble(), 0.01, 1);
        Assert.Contains("recsys train --settings", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "settings.log.jsonl")));
        // It gets as far as the store that is not there: the file was read before.
        var train = await CommandRun.StartAsync(
            "train", "--settings", settings, "--data", Path.Combine(_folder, "nowhere"));
        Assert.Contains("there is no store", train.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--minutes", "0")]
    [InlineData("--minutes", "NaN")]
    [InlineData("--trials", "0")]
    public async Task Tune_WrongOption_IsOneLineAndCodeTwo(string option, string value)
    {
        var run = await CommandRun.StartAsync("tune", "--train", WriteRatings(), option, value);

        Assert.Equal(2, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Tune_FilesMissing_SaysWhich()
    {
        var gone = await CommandRun.StartAsync("tune", "--train", Path.Combine(_folder, "gone.csv"));
        var nowhere = await CommandRun.StartAsync(
            "tune", "--train", WriteRatings(), "--out", Path.Combine(_folder, "no", "settings.json"));

        Assert.Contains("gone.csv is not there", gone.Error, StringComparison.Ordinal);
        Assert.Contains("--out", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal((1, 1), (gone.Code, nowhere.Code));
    }

    [Fact]
    public async Task Train_WrongSettings_NamesTheSetting()
    {
        string settings = Path.Combine(_folder, "settings.json");
        await File.WriteAllTextAsync(settings, """{"tower_dimention": 16}""");

        var run = await CommandRun.StartAsync("train", "--settings", settings);

        Assert.Equal(2, run.Code);
        Assert.Contains("tower_dimention", run.Error, StringComparison.Ordinal);
    }

    private string WriteRatings()
    {
        string path = Path.Combine(_folder, "ratings.csv");
        var text = new StringBuilder("user_id,item_id,rating\n");
        for (int user = 0; user < 40; user++)
            for (int item = 0; item < 15; item++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture,
                    $"u{user},i{(user % 2 * 20) + ((user + (item * 7)) % 20)},{1 + (item % 5)}\n");
        File.WriteAllText(path, text.ToString());
        return path;
    }
}
