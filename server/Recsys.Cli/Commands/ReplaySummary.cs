using System.Globalization;
using Recsys.Cli.Terminal;
using Recsys.Training.Evaluation;

namespace Recsys.Cli.Commands;

/// <summary>A replay's report for people.</summary>
internal static class ReplaySummary
{
    public static void Say(ReplayReport report)
    {
        Terminal.Say.Line();
        Terminal.Say.Line(
            $"{report.Days.Count} of {report.DaysInAll} days of the last {report.Months} months, what is wanted in "
            + $"{report.HorizonDays} days from each, at {report.Slices[0].K}:");
        foreach (var cadence in report.Cadences)
            Terminal.Say.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"  {cadence.Name}: {cadence.Trainings} trainings of {cadence.SecondsPerTraining:0.0} s, ")
                + $"model {cadence.MeanAgeDays.ToString("0.0", CultureInfo.InvariantCulture)} days old");
        foreach (var slice in report.Slices)
        {
            var table = new TextTable(
                $"{slice.Name} ({slice.Customers} customers)", "recall", "ndcg", "low", "high", "change %", "low",
                "high");
            foreach (var result in slice.Results)
                table.Add(
                    result.Cadence, Number(result.Recall), Number(result.Ndcg), Number(result.NdcgInterval.Low),
                    Number(result.NdcgInterval.High), Percent(result.NdcgAgainstFirst),
                    Percent(result.NdcgAgainstFirstInterval?.Low), Percent(result.NdcgAgainstFirstInterval?.High));
            Terminal.Say.Line();
            Terminal.Say.Line(table.ToString().TrimEnd('\n'));
        }
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Percent(double? value) =>
        value is { } part ? (100 * part).ToString("0.0", CultureInfo.InvariantCulture) : "";
}
