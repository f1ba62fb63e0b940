using System.Security.Cryptography;
using Recsys.Cli.Commands;
using Recsys.Cli.Terminal;

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

        var report = await ImportCommand.RunAsync(
            [Transactions], MappingFile, dataDirectory, rejectsPath: null, cancellation);
        await File.WriteAllTextAsync(_marker, sample, cancellation);
        long left = report.Rows.Dropped.Values.Sum();
        Say.Line(
            $"Imported {report.Written:N0} interactions, {report.Products:N0} products "
            + $"and {report.Customers:N0} customers; {left:N0} rows left out by the mapping's rules.");
    }

    private static async Task<string> FingerprintAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Transactions))
            throw new CommandException(
                $"the sample is not at {Transactions}; run the launcher, ./recsys, of a whole checkout");
        byte[] mapping = SHA256.HashData(await File.ReadAllBytesAsync(MappingFile, cancellation));
        return $"{new FileInfo(Transactions).Length} {Convert.ToHexStringLower(mapping)}\n";
    }
}
