using Recsys.Bench.Processes;

namespace Recsys.Bench.Redis;

/// <summary>Redis as a process of its own on a Unix socket in a folder of its own.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private readonly ChildProcess _process;
    private readonly BenchFolder _folder;

    private RedisServer(ChildProcess process, BenchFolder folder, string socket) =>
        (_process, _folder, Socket) = (process, folder, socket);

    /// <summary>Path of its socket.</summary>
    public string Socket { get; }

    /// <summary>What the process has used so far.</summary>
    public ProcessUsage Usage => ProcessUsage.Of(_process.Id);

    /// <summary>Where redis-server is; null where it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, "redis-server")).FirstOrDefault(File.Exists);

    /// <summary>Starts one.</summary>
    /// <param name="program">The program.</param>
    /// <param name="appendFsync">Its durability: "always", "everysec", or "" for none.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<RedisServer> StartAsync(
        string program, string appendFsync, CancellationToken cancellation)
    {
        var folder = new BenchFolder("redis");
        string socket = folder.At("redis.sock");
        string[] durability = appendFsync.Length == 0
            ? ["--appendonly", "no"]
            : ["--appendonly", "yes", "--appendfsync", appendFsync, "--auto-aof-rewrite-percentage", "0"];
        ChildProcess? process = null;
        try
        {
            process = ChildProcess.Start(
                program,
                [
                    "--port", "0", "--unixsocket", socket, "--dir", folder.Path, "--save", "", "--daemonize", "no",
                    .. durability,
                ]);
            await process.WaitForLineAsync("eady to accept connections", StartLimit, cancellation)
                .ConfigureAwait(false);
            return new RedisServer(process, folder, socket);
        }
        catch
        {
            if (process is not null) await process.DisposeAsync().ConfigureAwait(false);
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Ends it and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        _folder.Dispose();
    }
}
