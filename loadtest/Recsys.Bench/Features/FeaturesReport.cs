using System.Text;

namespace Recsys.Bench.Features;

/// <summary>What the comparison with Redis found.</summary>
/// <param name="Processors">Processors of the machine.</param>
/// <param name="Redis">Redis' own name and version; null where it is not installed.</param>
/// <param name="Products">Products that features were of.</param>
/// <param name="Candidates">Products read at once.</param>
/// <param name="Reads">Each way of reading; the first is the server's own.</param>
/// <param name="Ingestion">Each way of ingestion; the first is the server's own.</param>
public sealed record FeaturesReport(
    int Processors, string? Redis, int Products, int Candidates, IReadOnlyList<ReadResult> Reads,
    IReadOnlyList<IngestionResult> Ingestion)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Candidates} of {Products:N0} products, drawn at random; {Processors} processors; "
            + (Redis ?? "Redis is not installed: apt-get install redis-server, and run this again") + ".");
        text.AppendLine();
        text.AppendLine($"{"features of one request",-48} {"p50 µs",9} {"p99 µs",9} {"× first",9}");
        foreach (var read in Reads)
        {
            text.AppendLine($"{read.Name,-48} {read.Latency.P50Us,9:0.0} {read.Latency.P99Us,9:0.0} "
                + $"{read.Latency.P50Us / Reads[0].Latency.P50Us,9:0.00}");
        }
        text.AppendLine();
        text.AppendLine($"{"ingestion in batches",-48} {"int./s",9} {"durable",9} {"× first",9}");
        foreach (var way in Ingestion)
        {
            text.AppendLine($"{way.Name,-48} {way.InteractionsPerSecond,9:N0} {(way.Durable ? "yes" : "no"),9} "
                + $"{way.InteractionsPerSecond / Ingestion[0].InteractionsPerSecond,9:0.00}");
        }
        return text.ToString();
    }
}
