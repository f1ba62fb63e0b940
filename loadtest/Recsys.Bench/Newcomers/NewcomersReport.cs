using System.Text;
using Recsys.LoadTest;

namespace Recsys.Bench.Newcomers;

/// <summary>What the measurement of new products found.</summary>
/// <param name="Processors">Processors of the machine, shared by server and client.</param>
/// <param name="Result">From CreateProduct's answer to the end of the first SimilarProducts that holds it.</param>
/// <param name="Anchor">From CreateProduct's answer to the end of the first SimilarProducts about it that found others
/// by its vector.</param>
/// <param name="Imported">Products imported in one stream.</param>
/// <param name="ImportSeconds">From the first message to the import's answer.</param>
/// <param name="TakenInSeconds">From the first message until the last product has a vector that is searched.</param>
/// <param name="Behind">From CreateProduct's answer to being searched, of one product made right after the
/// import.</param>
/// <param name="Alone">RecommendForUser, one call after the other, before the import.</param>
/// <param name="During">The same while the import is written and taken in.</param>
/// <param name="After">The same after it.</param>
/// <param name="ServerPeakResidentBytes">The most memory the server ever held.</param>
public sealed record NewcomersReport(
    int Processors, LatencySummary Result, LatencySummary Anchor, int Imported, double ImportSeconds,
    double TakenInSeconds, double Behind, LatencySummary Alone, LatencySummary During, LatencySummary After,
    long ServerPeakResidentBytes)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"Server and client share {Processors} processors. Latencies in ms.");
        text.AppendLine($"{"",-52} {"n",7} {"p50",8} {"p90",8} {"p99",8} {"max",8}");
        Line(text, "created to first answer that holds it", Result);
        Line(text, "created to first answer about it by its vector", Anchor);
        Line(text, "RecommendForUser alone", Alone);
        Line(text, $"RecommendForUser while {Imported:N0} are imported", During);
        Line(text, "RecommendForUser after that", After);
        text.AppendLine($"Imported {Imported:N0} products in {ImportSeconds:0.00} s; all of them were searched after "
            + $"{TakenInSeconds:0.00} s, and one made right behind them after {Behind:0} ms.");
        text.AppendLine($"Server's memory at most: {ServerPeakResidentBytes >> 20} MiB.");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, LatencySummary latency) => text.AppendLine(
        $"{name,-52} {latency.Count,7} {latency.P50Us / 1000,8:0.00} {latency.P90Us / 1000,8:0.00} "
        + $"{latency.P99Us / 1000,8:0.00} {latency.MaxUs / 1000,8:0.00}");
}
