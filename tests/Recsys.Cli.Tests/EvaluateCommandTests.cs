using System.Text;
using System.Text.Json;

namespace Recsys.Cli.Tests;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-evaluate-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Evaluate_RatingsWithoutTimes_WritesTheReport()
    {
        var (train, test) = WriteRatings();
        string json = Path.Combine(_folder, "report.json");

        var run = await CommandRun.StartAsync(
            "evaluate", "--train", train, "--test", test, "--k", "5,10", "--json", json, "--html",
            Path.Combine(_folder, "report.html"));

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var report = document.RootElement;
        Assert.Equal(1, report.GetProperty("format_version").GetInt32());
        Assert.Equal(40, report.GetProperty("customers").GetInt32());
        var names = report.GetProperty("rankers").EnumerateArray().Select(ranker =>
            ranker.GetProperty("name").GetString()).ToList();
        Assert.Equal(["popularity", "item_knn", "ease"], names.Take(3));
        Assert.Equal(["retrieval", "pipeline"], names.TakeLast(2));
        var at = report.GetProperty("rankers")[4].GetProperty("cutoffs")[0];
        Assert.Equal(5, at.GetProperty("k").GetInt32());
        Assert.True(at.GetProperty("intervals").GetProperty("hit_rate").TryGetProperty("low", out _));
        string page = await File.ReadAllTextAsync(Path.Combine(_folder, "report.html"));
        Assert.Contains("All rankers", page, StringComparison.Ordinal);
        Assert.Contains("item_knn", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task Evaluate_SettingsRankerAndSources_AreTrainedWith()
    {
        var (train, test) = WriteRatings();
        string settings = Path.Combine(_folder, "settings.json"), json = Path.Combine(_folder, "report.json");
        await File.WriteAllTextAsync(settings, """{"neighbors": 60}""");

        var run = await CommandRun.StartAsync(
            "evaluate", "--train", train, "--test", test, "--k", "5", "--json", json, "--settings", settings,
            "--ranker", "wide_deep", "--without-source", "als", "--without-source", "sequence", "--training-seed", "7");

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        var report = document.RootElement;
        Assert.Equal("wide_deep", report.GetProperty("scorer").GetProperty("name").GetString());
        var trained = report.GetProperty("trained_with");
        Assert.Equal("wide_deep", trained.GetProperty("ranker").GetString());
        Assert.Equal(60, trained.GetProperty("settings").GetProperty("neighbors").GetDouble());
        Assert.Equal(
            ["als", "sequence"],
            trained.GetProperty("without_sources").EnumerateArray().Select(source => source.GetString()));
        Assert.Equal(7, trained.GetProperty("seed").GetInt32());
        Assert.DoesNotContain(
            report.GetProperty("rankers").EnumerateArray(),
            ranker => ranker.GetProperty("name").GetString() is "als" or "sequence");
    }

    [Theory]
    [InlineData("there is no kind 'tree'", "--ranker", "tree")]
    [InlineData("nosuch", "--without-source", "nosuch")]
    [InlineData("number", "--settings", """{"neighbors": "many"}""")]
    [InlineData("nosuch", "--settings", """{"nosuch": 1}""")]
    [InlineData("Neighbors must be 1–1,000", "--settings", """{"neighbors": 0}""")]
    public async Task Evaluate_TrainingThatCannotBe_NamesItAndIsCodeTwo(string expected, string option, string value)
    {
        var (train, test) = WriteRatings();
        if (option == "--settings")
        {
            string path = Path.Combine(_folder, "settings.json");
            await File.WriteAllTextAsync(path, value);
            value = path;
        }

        var run = await CommandRun.StartAsync("evaluate", "--train", train, "--test", test, option, value);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--k", "ten")]
    [InlineData("--k", "0")]
    [InlineData("--k", "501")]
    [InlineData("--training-seed", "-1")]
    [InlineData("--split", "June")]
    [InlineData("--candidates", "9")]
    [InlineData("--replay", "3")]
    public async Task Evaluate_WrongOption_IsOneLineAndCodeTwo(string option, string value)
    {
        var (train, test) = WriteRatings();

        var run = await CommandRun.StartAsync("evaluate", "--train", train, "--test", test, option, value);

        Assert.Equal(2, run.Code);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("choose one", "--leave-last", "--hold-out", "20")]
    [InlineData("choose one", "--split", "2011-01-01", "--leave-last")]
    [InlineData("--leave-last", "--validation", "--hold-out", "20")]
    [InlineData("above 0", "--hold-out", "100")]
    [InlineData("--order", "--leave-last")]
    [InlineData("choose one", "--replay", "3", "--leave-last")]
    [InlineData("once, monthly, weekly", "--replay", "3", "--cadences", "hourly")]
    [InlineData("1 to 60 months", "--replay", "0")]
    public async Task Evaluate_ProtocolThatCannotBe_SaysWhatToDo(string expected, params string[] options)
    {
        var (train, _) = WriteRatings();

        var run = await CommandRun.StartAsync(["evaluate", "--train", train, .. options]);

        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_FileThatIsSomethingElse_NamesLineAndFix()
    {
        string path = Path.Combine(_folder, "broken.dat");
        await File.WriteAllTextAsync(path, "1::10::3::881250949\n1::20::4\n2::10::5::881250950\n");

        var run = await CommandRun.StartAsync("evaluate", "--train", path, "--leave-last");

        Assert.Equal(1, run.Code);
        Assert.Contains("broken.dat, line 2", run.Error, StringComparison.Ordinal);
        Assert.Contains("--mapping", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_SequencesOneCustomerALine_LeavesTheLastOut()
    {
        string path = Path.Combine(_folder, "sequences.txt");
        await File.WriteAllLinesAsync(path, Enumerable.Range(0, 40).Select(user =>
            $"u{user} " + string.Join(' ', Enumerable.Range(0, 6 + user % 3).Select(i => $"p{(user + i) % 20}"))));
        string json = Path.Combine(_folder, "sequences.json");

        var run = await CommandRun.StartAsync(
            "evaluate", "--train", path, "--leave-last", "--order", "--k", "10", "--json", json);

        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        Assert.Equal(40, document.RootElement.GetProperty("customers").GetInt32());
        Assert.Equal(40, document.RootElement.GetProperty("products_to_find").GetInt32());
        Assert.Equal("leave last", document.RootElement.GetProperty("protocol").GetString());
        Assert.Equal(0, document.RootElement.GetProperty("left_out").GetProperty("unknown_products").GetInt32());
    }

    [Fact]
    public async Task Evaluate_FilesMissing_SaysWhich()
    {
        var (train, _) = WriteRatings();

        var noTest = await CommandRun.StartAsync("evaluate", "--train", train);
        var nowhere = await CommandRun.StartAsync(
            "evaluate", "--train", train, "--test", train, "--json", Path.Combine(_folder, "no", "report.json"));
        var gone = await CommandRun.StartAsync(
            "evaluate", "--train", train, "--test", Path.Combine(_folder, "gone.csv"));

        Assert.Equal(2, noTest.Code);
        Assert.Contains("--split", noTest.Error, StringComparison.Ordinal);
        Assert.Equal(1, nowhere.Code);
        Assert.Contains("no folder", nowhere.Error, StringComparison.Ordinal);
        Assert.Equal(1, gone.Code);
        Assert.Contains("gone.csv", gone.Error, StringComparison.Ordinal);
    }

    private (string Train, string Test) WriteRatings()
    {
        var random = new Random(5);
        var train = new StringBuilder("user_id,product_id,rating\n");
        var test = new StringBuilder("user_id,product_id,rating\n");
        for (int user = 0; user < 40; user++)
        {
            int[] own = [.. Enumerable.Range(0, 30).Where(product => product % 2 == user % 2)];
            random.Shuffle(own);
            for (int i = 0; i < 10; i++) (i < 8 ? train : test).Append($"u{user},p{own[i]},{1 + i % 5}\n");
        }
        // Everything that is to be found was met in training by somebody.
        for (int product = 0; product < 30; product++) train.Append($"all,p{product},3\n");
        string trainPath = Path.Combine(_folder, "train.csv"), testPath = Path.Combine(_folder, "test.csv");
        File.WriteAllText(trainPath, train.ToString());
        File.WriteAllText(testPath, test.ToString());
        return (trainPath, testPath);
    }
}
