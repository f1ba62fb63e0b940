using System.Diagnostics;
using System.Globalization;
using Recsys.Bench.Processes;
using Recsys.LoadTest;
using Recsys.Storage;

namespace Recsys.Bench.Recovery;

/// <summary>Opens a store once, in a process that did nothing before, and reads from it.</summary>
public static class StoreOpen
{
    private const int Reads = 20_000;

    /// <summary>Opens, measures and closes it as it was: without a checkpoint.</summary>
    public static async Task<OpenResult> RunAsync(
        RecoveryOptions options, string directory, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        long began = Stopwatch.GetTimestamp();
        await using var store = await RecsysStore.OpenAsync(
            new StorageOptions
            {
                Directory = directory,
                MemoryBytes = (long)options.MemoryMib << 20,
                CheckpointOnClose = false,
            },
            cancellation: cancellation).ConfigureAwait(false);
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var usage = ProcessUsage.Of(Environment.ProcessId);
        var (held, recovery) = (store.Statistics, store.Recovery);
        return new OpenResult(
            seconds, recovery.CheckpointUsed, recovery.ReplayedRecords, held.Interactions, held.Customers,
            held.Products, held.Histories, held.StateMemoryBytes, usage.ResidentBytes, usage.PeakResidentBytes,
            await ReadAsync(store, options, cancellation).ConfigureAwait(false), recovery.Warnings);
    }

    private static async Task<LatencySummary> ReadAsync(
        RecsysStore store, RecoveryOptions options, CancellationToken cancellation)
    {
        var latency = new LatencyHistogram();
        var random = new Random(options.Seed);
        for (int i = 0; i < Reads; i++)
        {
            string id = string.Create(
                CultureInfo.InvariantCulture, $"customer-{random.Next(options.Customers):D8}");
            long began = Stopwatch.GetTimestamp();
            await store.Histories.ReadAsync(id, cancellation).ConfigureAwait(false);
            latency.Record((long)(Stopwatch.GetElapsedTime(began).TotalMicroseconds * 1000));
        }
        return latency.Summarize();
    }
}
