using System.Text;
using Recsys.LoadTest;

namespace Recsys.Bench.Ingestion;

/// <summary>What the measurement of ingestion found.</summary>
/// <param name="Processors">Processors of the machine, shared by server and load.</param>
/// <param name="WithModel">Whether a model was served.</param>
/// <param name="BatchSize">Interactions in a batch.</param>
/// <param name="Streams">Streams that sent batches.</param>
/// <param name="SingleStreams">Streams that sent single interactions.</param>
/// <param name="PeakBatches">Most interactions acknowledged a second, in batches.</param>
/// <param name="PeakSingles">Most interactions acknowledged a second, one a message.</param>
/// <param name="Phases">All phases, in the order they ran.</param>
/// <param name="Effects">From interactions to their effect; empty without a model.</param>
/// <param name="ServerPeakResidentBytes">The most memory the server ever held.</param>
public sealed record IngestionReport(
    int Processors, bool WithModel, int BatchSize, int Streams, int SingleStreams, double PeakBatches,
    double PeakSingles, IReadOnlyList<PhaseResult> Phases, IReadOnlyList<EffectResult> Effects,
    long ServerPeakResidentBytes)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"Server and load share {Processors} processors; every acknowledged interaction is durable.");
        text.AppendLine($"Peak: {PeakBatches:N0} interactions/s in batches of {BatchSize} from {Streams} streams, "
            + $"{PeakSingles:N0}/s single from {SingleStreams} streams.");
        text.AppendLine();
        text.AppendLine($"{"phase",-44} {"int./s",9} {"ack p50",8} {"ack p99",8} {"rec p50",8} {"rec p99",8} "
            + $"{"failed",6} {"srv cpu",7} {"cli cpu",7} {"MiB",6}");
        foreach (var phase in Phases)
        {
            text.AppendLine($"{phase.Name,-44} {phase.InteractionsPerSecond,9:N0} {P50(phase.Acknowledgement),8} "
                + $"{P99(phase.Acknowledgement),8} {P50(phase.Recommend),8} {P99(phase.Recommend),8} "
                + $"{phase.RecommendFailures,6} {phase.ServerCores,7:0.00} {phase.ClientCores,7:0.00} "
                + $"{phase.ServerResidentBytes >> 20,6}");
        }
        AppendRatios(text);
        foreach (var effect in Effects)
        {
            text.AppendLine($"Interaction to effect on the next answer, {effect.Name}: p50 {P50(effect.Effect)} ms, "
                + $"p99 {P99(effect.Effect)} ms (write {P50(effect.Write)} / {P99(effect.Write)}, "
                + $"ask {P50(effect.Ask)} / {P99(effect.Ask)}).");
        }
        text.AppendLine();
        text.AppendLine($"Server's memory at most: {ServerPeakResidentBytes >> 20} MiB. Latencies in ms, of batches "
            + "from when they were sent (closed loop) or due (open loop), of recommendations from when they were due.");
        return text.ToString();
    }

    private void AppendRatios(StringBuilder text)
    {
        text.AppendLine();
        var idle = Phases.FirstOrDefault(phase => phase is { Recommend: not null, InteractionsPerSecond: 0 });
        if (idle is null) return;
        foreach (var phase in Phases.Where(phase => phase is { Recommend: not null, InteractionsPerSecond: > 0 }))
        {
            text.AppendLine($"RecommendForUser p99 during '{phase.Name}': "
                + $"{phase.Recommend!.P99Us / idle.Recommend!.P99Us:0.00} × idle.");
        }
    }

    private static string P50(LatencySummary? latency) => latency is null ? "" : $"{latency.P50Us / 1000:0.00}";

    private static string P99(LatencySummary? latency) => latency is null ? "" : $"{latency.P99Us / 1000:0.00}";
}
