using System.Globalization;
using System.Text;
using System.Text.Json;
using Recsys.Cli.Commands;
using Recsys.Models.Repository;
using Recsys.Training.Incremental;

namespace Recsys.Cli.Tests;

/// <summary>`train --since` from the first import on, in a shop of a few customers.</summary>
public sealed class TrainSinceTests : IDisposable
{
    private const int FirstDays = 60, Days = 75;

    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-train-since-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Models => Path.Combine(_folder, "models");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Train_SinceCurrent_PublishesIncrementsUntilAFullOneIsDue()
    {
        await ImportAsync(0, FirstDays);
        var full = await TrainAsync();

        var nothing = await CommandRun.StartAsync(Arguments("--since", full.Name, "--json"));
        Assert.Equal((0, "null"), (nothing.Code, nothing.Output.Trim()));
        Assert.Contains($"Nothing is newer than model version {full.Name}", nothing.Error, StringComparison.Ordinal);
        Assert.Equal(full.Name, new ModelRepository(Models).Current);

        await ImportAsync(FirstDays, FirstDays + 5);
        var first = await TrainAsync("--since", "current");
        Assert.Equal([full.Name], first.Manifest.Parents);
        Assert.InRange(first.Manifest.Counts["new_interactions"], 5, 200);
        Assert.InRange(
            first.Manifest.Counts["journal_position"], full.Manifest.Counts["journal_position"] + 1, long.MaxValue);

        await ImportAsync(FirstDays + 5, FirstDays + 10);
        var second = await TrainAsync("--since", "current");
        Assert.Equal([first.Name, full.Name], second.Manifest.Parents);

        await ImportAsync(FirstDays + 10, Days);
        var run = await CommandRun.StartAsync(Arguments("--since", "current", "--full-after", "2"));
        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        Assert.Contains("training in full now (--full-after 2)", run.Error, StringComparison.Ordinal);
        var due = Current();
        Assert.Empty(due.Manifest.Parents);
        Assert.Equal(0, due.Manifest.Counts["increments"]);
        Assert.Equal(second.Manifest.Settings["seed"], due.Manifest.Settings["seed"]);
    }

    [Fact]
    public async Task Train_SinceAVersionThatDoesNotFit_NamesTheFlagAndTheWayOut()
    {
        await ImportAsync(0, FirstDays);
        var full = await TrainAsync();
        string settings = Path.Combine(_folder, "settings.json");
        await File.WriteAllTextAsync(settings, """{"tower_dimension": 32}""");

        await RefusedAsync(1, "no version", "--models", Path.Combine(_folder, "none"), "--since", "current");
        await RefusedAsync(2, "'newest' is not the name", "--since", "newest");
        await RefusedAsync(1, "There is no model version", "--since", "20200101-000000-1");
        await RefusedAsync(2, "goes with --since", "--learn-mix");
        await RefusedAsync(2, "has a dlrm", "--since", full.Name, "--ranker", "mlp");
        await RefusedAsync(2, "tower_dimension is 32", "--since", full.Name, "--settings", settings);
        await RefusedAsync(2, "1-10,000", "--since", full.Name, "--full-after", "0");

        // A store that has not come as far as the version has read.
        string other = Path.Combine(_folder, "other");
        await ImportAsync(0, 10, other);
        await RefusedAsync(1, "another store", "--data", other, "--since", full.Name);

        using var warm = WarmStart.Open(full);
        long read = full.Manifest.Counts["journal_position"];
        SinceOption.RequireSameStore(warm, other, read, read);
        var cut = Assert.Throws<CommandException>(
            () => SinceOption.RequireSameStore(warm, other, read + 1, read + 2));
        Assert.Contains("what lay between is gone", cut.Message, StringComparison.Ordinal);

        File.WriteAllText(full.FilePath("training.json"), "damaged");
        await RefusedAsync(1, "training.json", "--since", full.Name);
        Assert.Equal(full.Name, Current(opened: false).Name);
        Assert.Single(new ModelRepository(Models).List());
    }

    private async Task RefusedAsync(int code, string says, params string[] arguments)
    {
        var run = await CommandRun.StartAsync(Arguments(arguments));
        string problem = Assert.Single(
            run.Error.Split('\n'), line => line.StartsWith("recsys: ", StringComparison.Ordinal));
        Assert.Contains(says, problem, StringComparison.Ordinal);
        Assert.Contains("--", problem, StringComparison.Ordinal);
        Assert.Equal(code, run.Code);
        Assert.Empty(run.Output);
    }

    private async Task<ModelVersion> TrainAsync(params string[] arguments)
    {
        var run = await CommandRun.StartAsync(Arguments(arguments));
        Assert.Equal("", run.Code == 0 ? "" : run.Error);
        return Current();
    }

    private string[] Arguments(params string[] more)
    {
        var arguments = new List<string> { "train" };
        if (!more.Contains("--data")) arguments.AddRange(["--data", Data]);
        if (!more.Contains("--models")) arguments.AddRange(["--models", Models]);
        return [.. arguments, .. more];
    }

    private ModelVersion Current(bool opened = true)
    {
        var repository = new ModelRepository(Models);
        string name = repository.Current!;
        return opened ? repository.Open(name) : new ModelVersion(name, Path.Combine(Models, name), new());
    }

    private async Task ImportAsync(int from, int to, string? data = null)
    {
        var text = new StringBuilder("customer_id,product_id,event_time,type\n");
        for (int day = from; day < to; day++)
        {
            // Each day by itself, so that a part of the days is a part of the shop.
            var random = new Random(day);
            for (int line = 0; line < 20; line++)
            {
                var time = new DateTime(2026, 1, 1, 8, line, 0, DateTimeKind.Utc).AddDays(day);
                text.Append(CultureInfo.InvariantCulture, $"c{random.Next(20)},p{random.Next(10 + (day / 5))},");
                text.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-ddTHH:mm:ssZ},purchase\n");
            }
        }
        string path = Path.Combine(_folder, $"{from}-{to}.csv");
        await File.WriteAllTextAsync(path, text.ToString());
        var run = await CommandRun.StartAsync("import", path, "--data", data ?? Data);
        Assert.Equal("", run.Code == 0 ? "" : run.Error);
    }
}
