using Recsys.Bench.Processes;

namespace Recsys.Bench.Reference;

/// <summary>The reference architecture's server (<c>loadtest/reference</c>) as a process of its own.</summary>
internal sealed class ReferenceServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private readonly ChildProcess _process;

    private ReferenceServer(ChildProcess process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Id of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>What the process has used so far.</summary>
    public ProcessUsage Usage => ProcessUsage.Of(_process.Id);

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="launch">Program and arguments, up to and with the script.</param>
    /// <param name="redis">Socket of the Redis with the features.</param>
    /// <param name="version">Folder of the model version.</param>
    /// <param name="layout">Path of the layout's file.</param>
    /// <param name="shareUser">Whether it computes the user's half once rather than once a candidate.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="BenchException">It ended or did not listen in time; the message holds what it said.</exception>
    public static async Task<ReferenceServer> StartAsync(
        IReadOnlyList<string> launch, string redis, string version, string layout, bool shareUser,
        CancellationToken cancellation)
    {
        var process = ChildProcess.Start(
            launch[0],
            [
                .. launch.Skip(1), "--redis", redis, "--version", version, "--layout", layout,
                .. shareUser ? (string[])["--share-user"] : [],
            ],
            environment: new Dictionary<string, string>
            {
                // One thread a call, and none that spins beside it.
                ["OMP_NUM_THREADS"] = "1",
                ["OPENBLAS_NUM_THREADS"] = "1",
                ["OMP_WAIT_POLICY"] = "passive",
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            });
        try
        {
            string line = await process.WaitForLineAsync("Listening on", StartLimit, cancellation)
                .ConfigureAwait(false);
            return new ReferenceServer(process, new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]));
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
