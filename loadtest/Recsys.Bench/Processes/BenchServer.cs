using System.Diagnostics;

namespace Recsys.Bench.Processes;

/// <summary>`recsys serve` as a process of its own on 127.0.0.1.</summary>
public sealed class BenchServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(5);
    private readonly ChildProcess _process;

    private BenchServer(ChildProcess process, Uri address, TimeSpan startTime) =>
        (_process, Address, StartTime) = (process, address, startTime);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>From the start of the process until it listened, runtime and recovery included.</summary>
    public TimeSpan StartTime { get; }

    /// <summary>What the process has used so far.</summary>
    public ProcessUsage Usage => ProcessUsage.Of(_process.Id);

    /// <summary>What it wrote last.</summary>
    public string Output => _process.Output;

    /// <summary>Id of the process.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="command">The recsys command.</param>
    /// <param name="port">Port on 127.0.0.1.</param>
    /// <param name="arguments">Options of `serve` besides its address.</param>
    /// <param name="cancellation">Gives up, and ends the process.</param>
    /// <exception cref="BenchException">It ended or did not listen in time; the message holds what it said.</exception>
    public static Task<BenchServer> StartAsync(
        ServerCommand command, int port, IEnumerable<string> arguments, CancellationToken cancellation) =>
        StartAsync(command, $"http://127.0.0.1:{port}", arguments, null, cancellation);

    /// <summary>Starts a server at an address, which may have TLS, and waits until it listens.</summary>
    /// <param name="command">The recsys command.</param>
    /// <param name="address">Where it is to listen, an http or https address; the port must not be 0.</param>
    /// <param name="arguments">Options of `serve` besides its address.</param>
    /// <param name="environment">Variables to set for it; null for none.</param>
    /// <param name="cancellation">Gives up, and ends the process.</param>
    /// <exception cref="BenchException">It ended or did not listen in time; the message holds what it said.</exception>
    public static async Task<BenchServer> StartAsync(
        ServerCommand command, string address, IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(command);
        long began = Stopwatch.GetTimestamp();
        var process = ChildProcess.Start(
            command.Program,
            [.. command.Arguments, "serve", "--address", address, .. arguments],
            environment: environment);
        try
        {
            await process.WaitForLineAsync("Listening on", StartLimit, cancellation).ConfigureAwait(false);
            return new BenchServer(process, new Uri(address), Stopwatch.GetElapsedTime(began));
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Tells it to stop (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public Task<int> StopAsync(TimeSpan atMost) => _process.StopAsync(atMost);

    /// <summary>Kills it if it still runs.</summary>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
