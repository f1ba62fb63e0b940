using System.Security.Cryptography;
using Recsys.Cli.Terminal;
using Recsys.Storage;
using Recsys.Training.Import;

namespace Recsys.Cli.Demo;

/// <summary>Brings the bundled sample into the demo's store, once.</summary>
internal sealed class SampleImport(string dataDirectory)
{
    private static readonly string Transactions = Path.Combine(RecsysPaths.Sample, "transactions.csv.gz");
    private static readonly string MappingFile = Path.Combine(RecsysPaths.Sample, "mapping.json");

    // Names the sample that is in the store; written last, so that an import that was interrupted is taken up again.
    private readonly string _marker = Path.Combine(Path.GetDirectoryName(dataDirectory)!, "sample");

    public async Task RunAsync(CancellationToken cancellation)
    {
        string sample = await FingerprintAsync(cancellation);
        if (File.Exists(_marker) && await File.ReadAllTextAsync(_marker, cancellation) == sample) return;

        var report = await ProgressDisplay.RunAsync(async progress =>
        {
            await using var store = await RecsysStore.OpenAsync(
                new StorageOptions { Directory = dataDirectory }, cancellation: cancellation);
            var report = await StoreImport.RunAsync(
                store, [Transactions], InteractionMapping.Load(MappingFile), progress: new Relay(progress), cancellation: cancellation);
            progress.Report(new("Importing the sample", 1, $"{report.Rows.MegabytesPerSecond:0} MB/s"));
            return report;
        });
        await File.WriteAllTextAsync(_marker, sample, cancellation);
        long left = report.Rows.Dropped.Values.Sum();
        Say.Line($"Imported {report.Written:N0} interactions, {report.Products:N0} products and {report.Customers:N0} customers; " +
            $"{left:N0} rows left out by the mapping's rules.");
    }

    private static async Task<string> FingerprintAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Transactions))
            throw new CommandException($"the sample is not at {Transactions}; run the launcher, ./recsys, of a whole checkout");
        byte[] mapping = SHA256.HashData(await File.ReadAllBytesAsync(MappingFile, cancellation));
        return $"{new FileInfo(Transactions).Length} {Convert.ToHexStringLower(mapping)}\n";
    }

    private sealed class Relay(IProgress<ProgressStep> to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => to.Report(new(
            "Importing the sample", value.BytesTotal == 0 ? 1 : Math.Min(0.999, (double)value.BytesRead / value.BytesTotal),
            $"{value.Rows:N0} rows"));
    }
}
