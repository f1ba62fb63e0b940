using System.Text;
using System.Text.Json;

namespace Recsys.Training.Tuning;

/// <summary>
/// What a search found so far, a line of JSON each behind a line that says what was searched: an interrupted search
/// goes on from here. A last line that was not written whole is taken off.
/// </summary>
internal sealed class TuningLog : IDisposable
{
    private const int Version = 1;
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true,
    };

    private readonly List<TuningTrial> _trials;
    private readonly FileStream _file;

    private TuningLog(List<TuningTrial> trials, FileStream file) => (_trials, _file) = (trials, file);

    /// <summary>Measurements in the order in which they were made.</summary>
    public IReadOnlyList<TuningTrial> Trials => _trials;

    /// <summary>Opens a log, or begins one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="search">What is searched; one that was begun for something else is refused.</param>
    /// <exception cref="TrainingException">The log is of another search, or no log.</exception>
    public static TuningLog Open(string path, string search)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        try
        {
            var trials = Read(file, path, search);
            var log = new TuningLog(trials, file);
            if (file.Length == 0) log.Write(new Header(Version, search));
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Adds a measurement; it is on the disk when this returns.</summary>
    public void Add(TuningTrial trial)
    {
        Write(trial);
        _trials.Add(trial);
    }

    public void Dispose() => _file.Dispose();

    private static List<TuningTrial> Read(FileStream file, string path, string search)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        int whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(whole);
        file.Position = whole;
        string[] lines = Encoding.UTF8.GetString(bytes, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0) return [];
        try
        {
            var header = JsonSerializer.Deserialize<Header>(lines[0], Json);
            if (header is not { Version: Version } || header.Search != search)
                throw new TrainingException(
                    $"{path} is the log of another search: other data, seed or options. Name another file, or remove "
                    + "it to begin anew.");
            return [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize<TuningTrial>(line, Json)!)];
        }
        catch (JsonException broken)
        {
            throw new TrainingException($"{path} is no log of a search: {broken.Message}", broken);
        }
    }

    private void Write<T>(T line)
    {
        _file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(line, Json) + "\n"));
        _file.Flush(flushToDisk: true);
    }

    private sealed record Header(int Version, string Search);
}
