using System.Security.Cryptography;
using Recsys.Cli.Commands;
using Recsys.Cli.Terminal;
using Recsys.Training.Import;

namespace Recsys.Cli.Demo;

/// <summary>
/// Brings the bundled sample into the demo's store, once: all but its last 28 days, which are held out, so that the
/// page can show what customers really bought next. A folder that was made of another sample is made anew.
/// </summary>
/// <param name="settings">Where to.</param>
/// <param name="sampleFolder">The sample's folder.</param>
internal sealed class SampleImport(DemoSettings settings, string sampleFolder)
{
    // The sample ends with 2011-08-31.
    private static readonly DateTimeOffset HoldOutFrom = new(2011, 8, 4, 0, 0, 0, TimeSpan.Zero);

    private readonly string _transactions = Path.Combine(sampleFolder, "transactions.csv.gz");
    private readonly string _mapping = Path.Combine(sampleFolder, "mapping.json");

    // Names the sample that is in the store and what of it was held out; written last, so that an import that was
    // interrupted is taken up again.
    private readonly string _marker = Path.Combine(settings.Folder, "sample");

    public async Task RunAsync(CancellationToken cancellation)
    {
        string sample = await FingerprintAsync(cancellation);
        if (File.Exists(_marker))
        {
            string there = await File.ReadAllTextAsync(_marker, cancellation);
            if (there == sample && File.Exists(settings.HeldOutFile)) return;
            // The store holds what must not be in it, and the model has learned from it.
            Say.Line("The demo's folder was made of another sample, or with nothing held out: it is made anew.");
            Forget();
        }

        var options = new ImportOptions
        {
            HoldOutFromMs = HoldOutFrom.ToUnixTimeMilliseconds(),
            HeldOutPath = settings.HeldOutFile,
        };
        var report = await ImportCommand.RunAsync(
            [_transactions], _mapping, settings.DataDirectory, options, cancellation);
        await File.WriteAllTextAsync(_marker, sample, cancellation);
        long heldOut = report.Rows.Dropped.GetValueOrDefault(ImportReport.HeldOut);
        Say.Line(
            $"Imported {report.Written:N0} interactions, {report.Products:N0} products "
            + $"and {report.Customers:N0} customers; {heldOut:N0} interactions of the last 28 days held out, "
            + $"{report.Rows.Dropped.Values.Sum() - heldOut:N0} rows left out by the mapping's rules.");
    }

    // The marker goes last: whatever interrupts this, the next run begins here again.
    private void Forget()
    {
        foreach (string folder in new[] { settings.DataDirectory, settings.ModelsDirectory })
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        File.Delete(_marker);
    }

    private async Task<string> FingerprintAsync(CancellationToken cancellation)
    {
        if (!File.Exists(_transactions))
            throw new CommandException(
                $"the sample is not at {_transactions}; run the launcher, ./recsys, of a whole checkout");
        byte[] mapping = SHA256.HashData(await File.ReadAllBytesAsync(_mapping, cancellation));
        long length = new FileInfo(_transactions).Length;
        return $"{length} {Convert.ToHexStringLower(mapping)} until {HoldOutFrom:yyyy-MM-dd}\n";
    }
}
