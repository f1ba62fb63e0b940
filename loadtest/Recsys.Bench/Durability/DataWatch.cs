using System.Globalization;

namespace Recsys.Bench.Durability;

/// <summary>Tells from the files of a running store when a checkpoint begins and when it is whole.</summary>
internal sealed class DataWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);
    private readonly string _data;
    private readonly HashSet<string> _tokensAtStart;

    public DataWatch(string data)
    {
        _data = data;
        _tokensAtStart = Tokens();
    }

    /// <summary>Waits until a checkpoint begins that was not there when watching began.</summary>
    public Task WaitForCheckpointAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var before = Tokens();
        return PollAsync(() => !Tokens().IsSubsetOf(before), atMost, cancellation);
    }

    /// <summary>Waits until a checkpoint is whole; the journal is cut right after it.</summary>
    public Task WaitForTruncationAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        int before = Manifests();
        return PollAsync(() => Manifests() > before, atMost, cancellation);
    }

    /// <summary>
    /// Whether there are files of a checkpoint that began since, but no manifest that makes it one: the kill fell into
    /// it.
    /// </summary>
    public bool HasUnfinishedCheckpoint()
    {
        string manifests = string.Concat(Files("checkpoints", "*.checkpoint").Select(ReadIfThere));
        return Tokens().Except(_tokensAtStart)
            .Any(token => !manifests.Contains(token, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task PollAsync(Func<bool> condition, TimeSpan atMost, CancellationToken cancellation)
    {
        long until = Environment.TickCount64 + (long)atMost.TotalMilliseconds;
        while (!condition() && Environment.TickCount64 < until)
            await Task.Delay(Interval, cancellation).ConfigureAwait(false);
    }

    private static string ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    private HashSet<string> Tokens()
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(Path.Combine(_data, "state"), "*", SearchOption.AllDirectories)
                    .Select(path => Path.GetFileName(path)).Where(name => Guid.TryParse(name, out _)),
            ];
        }
        catch (DirectoryNotFoundException)
        {
            // Not there yet, or a folder went while it was listed.
            return [];
        }
    }

    // Number of the newest one: older ones go, their numbers never come again.
    private int Manifests() => Files("checkpoints", "*.checkpoint")
        .Select(path => int.TryParse(
            Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : 0)
        .DefaultIfEmpty(0).Max();

    private string[] Files(string folder, string pattern) => Directory.Exists(Path.Combine(_data, folder))
        ? Directory.GetFiles(Path.Combine(_data, folder), pattern)
        : [];
}
