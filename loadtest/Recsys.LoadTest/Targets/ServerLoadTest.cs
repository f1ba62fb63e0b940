using Recsys.Client;
using Recsys.LoadTest.Requests;

namespace Recsys.LoadTest.Targets;

/// <summary>
/// A load test of a running server from beginning to end: who is asked for, the load, the environment.
/// </summary>
public static class ServerLoadTest
{
    /// <summary>Ids that are read from a server at most, of customers and of products.</summary>
    public const int MaxListed = 100_000;

    /// <summary>Runs it.</summary>
    /// <param name="address">The server, http or https.</param>
    /// <param name="access">How to reach it.</param>
    /// <param name="options">What to do. Customers and products that are empty or null are read from the
    /// server.</param>
    /// <param name="progress">Told of each step as it ends.</param>
    /// <param name="cancellation">Ends it early, with the report so far.</param>
    /// <exception cref="ArgumentException">An option or the address is out of its bounds.</exception>
    /// <exception cref="LoadTestException">The server answered nothing.</exception>
    /// <exception cref="Grpc.Core.RpcException">The server did not list customers or products.</exception>
    public static async Task<LoadReport> RunAsync(
        Uri address, LoadAccess access, LoadTestOptions options, IProgress<StepResult>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(options);
        using var client = RecsysClient.Connect(address, new RecsysClientOptions
        {
            MaxAttempts = 1, ApiKey = access.ApiKey, RootCertificatesFile = access.RootCertificatesFile,
        });
        using var target = new GrpcTarget(address, access);
        options = await WithIdsAsync(client, options with { Deadline = access.Deadline }, cancellation)
            .ConfigureAwait(false);
        var report = await new LoadTestRun(options, target, new StopwatchClock())
            .ExecuteAsync(address.ToString().TrimEnd('/'), DateTimeOffset.UtcNow, progress, cancellation)
            .ConfigureAwait(false);
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        return report with
        {
            Environment = await EnvironmentReading.ReadAsync(client.Operations, late.Token).ConfigureAwait(false),
        };
    }

    private static async Task<LoadTestOptions> WithIdsAsync(
        RecsysClient client, LoadTestOptions options, CancellationToken cancellation)
    {
        if (options.Recording is not null) return options;
        if (options is { Customers.Count: 0, Mix: not { Recommend: 0, Ingest: 0 } })
        {
            var ids = await CustomerList.ReadAsync(client.Customers, MaxListed, cancellation).ConfigureAwait(false);
            options = options with { Customers = IdList.Of(ids) };
        }
        if (options is { Products: null, Mix: { Similar: > 0 } or { Ingest: > 0 } })
        {
            var ids = await ProductList.ReadAsync(client.Products, MaxListed, cancellation).ConfigureAwait(false);
            options = options with { Products = IdList.Of(ids) };
        }
        return options;
    }
}
