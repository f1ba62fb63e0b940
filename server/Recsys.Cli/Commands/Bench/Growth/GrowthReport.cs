using System.Globalization;
using System.Text;
using Recsys.Cli.Terminal;

namespace Recsys.Cli.Commands.Bench.Growth;

/// <summary>How a server grows with its catalogue.</summary>
/// <param name="Candidates">Candidates of each request.</param>
/// <param name="ServerCores">Processors the server kept to; 0 for whichever the system gave it.</param>
/// <param name="Target">What the highest rate held.</param>
/// <param name="Points">The sizes, in the order in which they were measured.</param>
internal sealed record GrowthReport(
    int Candidates, int ServerCores, string Target, IReadOnlyList<GrowthPoint> Points)
{
    /// <summary>The table, with the stages below it.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"{Candidates} candidates at half of the highest rate with {Target}; times of the server, p50 / p99\n\n");
        var table = new TextTable(
            "products", "customers", "disk GB", "ready s", "ready MB", "loaded MB", "peak MB", "requests/s", "p50 ms",
            "p99 ms", "p50 to first");
        foreach (var point in Points)
        {
            var total = point.HalfLoad.ServerTotal?.Time;
            table.Add(
                $"{point.Products}", $"{point.Customers}", Text(point.DiskBytes / 1e9), Text(point.ReadySeconds),
                Megabytes(point.ReadyBytes), Megabytes(point.LoadedBytes), Megabytes(point.PeakBytes),
                Text(point.HighestRate), Milliseconds(total?.P50Us), Milliseconds(total?.P99Us),
                Ratio(total?.P50Us, Points[0].HalfLoad.ServerTotal?.Time.P50Us));
        }
        return text.Append(table).Append('\n').Append(Stages()).ToString();
    }

    private string Stages()
    {
        string[] names = [.. Points.SelectMany(point => point.HalfLoad.Stages.Select(stage => stage.Stage)).Distinct()];
        var table = new TextTable(["products", .. names]);
        foreach (var point in Points)
            table.Add([$"{point.Products}", .. names.Select(name =>
                point.HalfLoad.Stages.FirstOrDefault(stage => stage.Stage == name)?.Time is { } time
                    ? $"{Milliseconds(time.P50Us)} / {Milliseconds(time.P99Us)}"
                    : "-")]);
        return table.ToString();
    }

    private static string Milliseconds(double? us) =>
        us is { } value ? (value / 1000).ToString("0.000", CultureInfo.InvariantCulture) : "-";

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Ratio(double? value, double? first) =>
        value / first is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "-";
}
