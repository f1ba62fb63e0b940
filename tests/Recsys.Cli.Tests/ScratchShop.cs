using System.Globalization;
using System.Text;

namespace Recsys.Cli.Tests;

/// <summary>
/// A folder with files of interactions, a store and models; temporary files of the commands it runs go into it, too.
/// </summary>
internal sealed class ScratchShop : IDisposable
{
    // In milliseconds, 2020-09-13.
    private const long Start = 1_600_000_000_000;
    private const string TemporaryFolder = "TMPDIR";
    private readonly string _folder = Directory.CreateTempSubdirectory("recsys-shop-").FullName;
    private readonly string? _before = Environment.GetEnvironmentVariable(TemporaryFolder);

    public ScratchShop()
    {
        Temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        Environment.SetEnvironmentVariable(TemporaryFolder, Temporary);
    }

    public string Data => Path.Combine(_folder, "data");

    public string Models => Path.Combine(_folder, "models");

    public string Temporary { get; }

    /// <summary>What is in the folder for temporary files, but for what the runtime itself keeps there.</summary>
    public IEnumerable<string> Left => Directory.EnumerateFileSystemEntries(Temporary, "recsys*");

    public string FilePath(string name) => Path.Combine(_folder, name);

    /// <summary>Writes what two kinds of customers bought.</summary>
    public string Write(int customers = 40, int visits = 12, Func<int, long, long>? timeOf = null)
    {
        string path = FilePath("interactions.csv");
        var random = new Random(4);
        var text = new StringBuilder("user_id,item_id,timestamp\n");
        int row = 0;
        for (int visit = 0; visit < visits; visit++)
            for (int user = 0; user < customers; user++)
            {
                long time = Start + (visit * 3 * 86_400_000L) + (user * 60_000L);
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"u{user},i{(2 * random.Next(20)) + (user % 2)},{timeOf?.Invoke(row, time) ?? time}\n");
                row++;
            }
        File.WriteAllText(path, text.ToString());
        return path;
    }

    public Task<CommandRun> ImportAsync(string file) => CommandRun.StartAsync("import", file, "--data", Data);

    public Task<CommandRun> TrainAsync() =>
        CommandRun.StartAsync("train", "--data", Data, "--models", Models, "--json");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(TemporaryFolder, _before);
        Directory.Delete(_folder, recursive: true);
    }
}
