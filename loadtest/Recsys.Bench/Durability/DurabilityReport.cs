using System.Text;

namespace Recsys.Bench.Durability;

/// <summary>What the proof of durability found.</summary>
/// <param name="Passed">Whether nothing was lost, doubled, invented, changed or different.</param>
/// <param name="Seed">Seed of what was written and when it was killed.</param>
/// <param name="Kills">How often the server was killed.</param>
/// <param name="KillsDuringCheckpoint">Kills that left an unfinished checkpoint behind.</param>
/// <param name="KillsAfterTruncation">Kills of a server that had cut its journal since the kill before.</param>
/// <param name="InteractionsSent">Interactions sent, each counted once.</param>
/// <param name="InteractionsAcknowledged">Of these, acknowledged as durable.</param>
/// <param name="InteractionsJournalled">Interactions found in the journal; those on their way when a kill came may be
/// there or not.</param>
/// <param name="Lost">Acknowledged, but not in the journal.</param>
/// <param name="Doubled">Twice in the journal.</param>
/// <param name="NeverSent">In the journal, but sent by no client, or rejected.</param>
/// <param name="Changed">In the journal with other content.</param>
/// <param name="HistoriesCompared">Histories compared with a recomputation, over all kills.</param>
/// <param name="HistoriesDifferent">Of these, different.</param>
/// <param name="FeaturesCompared">Online features compared with a recomputation, over all kills.</param>
/// <param name="FeaturesDifferent">Of these, different.</param>
/// <param name="RecordsCompared">Products and customers compared, over all kills.</param>
/// <param name="RecordsDifferent">Of these, not as they were acknowledged.</param>
/// <param name="RecoveryP50Ms">Median time from the start of the process to readiness after a kill.</param>
/// <param name="RecoveryMaxMs">Longest such time.</param>
/// <param name="ElapsedSeconds">Of the whole proof.</param>
/// <param name="Problems">The first things that were wrong, one line each.</param>
public sealed record DurabilityReport(
    bool Passed, int Seed, int Kills, int KillsDuringCheckpoint, int KillsAfterTruncation, long InteractionsSent,
    long InteractionsAcknowledged, long InteractionsJournalled, long Lost, long Doubled, long NeverSent, long Changed,
    long HistoriesCompared, long HistoriesDifferent, long FeaturesCompared, long FeaturesDifferent,
    long RecordsCompared, long RecordsDifferent, double RecoveryP50Ms, double RecoveryMaxMs, double ElapsedSeconds,
    IReadOnlyList<string> Problems)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(
            $"{Kills} kills in {ElapsedSeconds:0} s, seed {Seed}: {KillsDuringCheckpoint} fell into a checkpoint, "
            + $"{KillsAfterTruncation} came after the journal was cut.");
        text.AppendLine(
            $"{InteractionsSent:N0} interactions sent, {InteractionsAcknowledged:N0} acknowledged, "
            + $"{InteractionsJournalled:N0} in the journal.");
        text.AppendLine($"  lost        {Lost}");
        text.AppendLine($"  doubled     {Doubled}");
        text.AppendLine($"  never sent  {NeverSent}");
        text.AppendLine($"  changed     {Changed}");
        text.AppendLine(
            $"{HistoriesCompared:N0} histories compared, {HistoriesDifferent} different; "
            + $"{FeaturesCompared:N0} features, {FeaturesDifferent} different; "
            + $"{RecordsCompared:N0} products and customers, {RecordsDifferent} different.");
        text.AppendLine($"From start to ready after a kill: p50 {RecoveryP50Ms:0} ms, max {RecoveryMaxMs:0} ms.");
        foreach (string problem in Problems) text.AppendLine($"  {problem}");
        return text.ToString();
    }
}
