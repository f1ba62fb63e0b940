using System.Globalization;
using System.Text;
using Recsys.Cli.Terminal;
using Recsys.Server.Planning;

namespace Recsys.Cli.Commands.Status;

/// <summary>A plan of memory as a table for a terminal.</summary>
internal static class PlanText
{
    private const double Mebibyte = 1 << 20;

    public static string Of(MemoryPlan plan)
    {
        var table = new TextTable("part", "MiB", "of it", "made of");
        foreach (var part in plan.Parts)
            table.Add([part.Name, MiB(part.Bytes), Percent(part.Bytes, plan.TotalBytes), part.How]);
        table.Add(["total", MiB(plan.TotalBytes), "", ""]);
        var shape = plan.Shape;
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture,
                $"{shape.Products} products, {shape.Customers} customers: memory of a server that is ready\n\n")
            .Append(table).ToString();
    }

    private static string MiB(long bytes) => (bytes / Mebibyte).ToString("0", CultureInfo.InvariantCulture);

    private static string Percent(long bytes, long total) =>
        (100.0 * bytes / total).ToString("0", CultureInfo.InvariantCulture) + " %";
}
