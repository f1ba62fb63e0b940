using System.Globalization;

namespace Recsys.Bench.Durability;

/// <summary>Tells from the files of a running store when a checkpoint begins and when the journal is cut.</summary>
internal sealed class DataWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);
    private readonly string _data;
    private readonly HashSet<string> _tokensAtStart;
    private readonly int _segmentAtStart;

    public DataWatch(string data)
    {
        _data = data;
        (_tokensAtStart, _segmentAtStart) = ([.. Tokens()], FirstSegment());
    }

    /// <summary>Waits until a checkpoint begins that was not there when watching began.</summary>
    public Task WaitForCheckpointAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        var before = Tokens();
        return PollAsync(() => !Tokens().IsSubsetOf(before), atMost, cancellation);
    }

    /// <summary>Waits until the journal's oldest file goes.</summary>
    public Task WaitForTruncationAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        int before = FirstSegment();
        return PollAsync(() => FirstSegment() > before, atMost, cancellation);
    }

    /// <summary>Whether the journal was cut since watching began.</summary>
    public bool WasTruncated => FirstSegment() > _segmentAtStart;

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

    private int FirstSegment() => Files("journal", "journal.*")
        .Select(path => int.TryParse(
            Path.GetExtension(path).AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number : int.MaxValue)
        .DefaultIfEmpty(0).Min();

    private string[] Files(string folder, string pattern) => Directory.Exists(Path.Combine(_data, folder))
        ? Directory.GetFiles(Path.Combine(_data, folder), pattern)
        : [];
}
