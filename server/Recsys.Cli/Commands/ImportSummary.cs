using Recsys.Training.Import;

namespace Recsys.Cli.Commands;

/// <summary>What an import came to, for people.</summary>
internal static class ImportSummary
{
    public static void Say(StoreImportReport report, string rejectsPath, bool dryRun)
    {
        var rows = report.Rows;
        foreach (string note in rows.Notes) Line(note);
        long dropped = rows.Dropped.Values.Sum(), rejected = rows.Rejected.Values.Sum();
        Line($"{rows.Rows:N0} rows in {rows.Duration.TotalSeconds:0.0} s "
            + $"({rows.MegabytesPerSecond:0} MB/s uncompressed): {rows.Accepted:N0} accepted, "
            + $"{dropped:N0} dropped by rules, {rejected:N0} rejected");
        foreach (var (reason, count) in rows.Dropped) Line($"  dropped   {count,12:N0}  {reason}");
        foreach (var (reason, count) in rows.Rejected) Line($"  rejected  {count,12:N0}  {reason}");
        foreach (var row in rows.FirstRejects) Line($"    {row.File}:{row.Line}: {row.Reason}: {row.Text}");
        if (rows.Rejected.Count > 0) Line($"  all rejected rows are in {rejectsPath}");
        foreach (var (reason, count) in report.Refused) Line($"  refused   {count,12:N0}  {reason}");
        if (dryRun)
            Line($"Nothing was written. It names {rows.Customers:N0} customers and {rows.Products:N0} products.");
        else
            Line($"Written: {report.Written:N0} interactions ({report.Duplicates:N0} were there already), "
                + $"{report.Products:N0} products, {report.Customers:N0} customers");
        if (rows.Damage is { } damage)
            Line($"recsys: {damage}; what came before was taken. Import the whole file to add the rest.");
        else if (!dryRun)
            Line("Next: ./recsys train");
    }

    private static void Line(string text) => Terminal.Say.Line(text);
}
