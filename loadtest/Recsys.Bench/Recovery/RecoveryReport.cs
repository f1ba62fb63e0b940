using System.Text;

namespace Recsys.Bench.Recovery;

/// <summary>What the measurement of recovery found.</summary>
/// <param name="Processors">Processors of the machine.</param>
/// <param name="MemoryBudgetBytes">Memory the store was given.</param>
/// <param name="Filled">What the store was filled with.</param>
/// <param name="Opens">Each opening, by a process of its own.</param>
/// <param name="JournalBytes">Journal on disk.</param>
/// <param name="CheckpointBytes">Manifests and parts of checkpoints on disk.</param>
/// <param name="StateBytes">FASTER's files on disk.</param>
public sealed record RecoveryReport(
    int Processors, long MemoryBudgetBytes, FillResult Filled, IReadOnlyList<OpenResult> Opens, long JournalBytes,
    long CheckpointBytes, long StateBytes)
{
    /// <summary>The report for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine($"{Filled.Interactions:N0} interactions, {Filled.Customers:N0} customers, "
            + $"{Filled.Histories:N0} histories, {Filled.Products:N0} products; {Processors} processors; "
            + $"{MemoryBudgetBytes >> 20} MiB for the store.");
        text.AppendLine($"Killed {Filled.BeyondBytes / 1048576.0:0.0} MiB of journal after the last checkpoint. "
            + $"Filled in {Filled.Seconds:0} s ({Filled.AppendsPerSecond:N0} interactions/s into the store).");
        foreach (var open in Opens)
        {
            text.AppendLine($"Opened in {open.Seconds:0.00} s: checkpoint {open.Checkpoint ?? "none"}, "
                + $"{open.ReplayedRecords:N0} records replayed; state {open.StateMemoryBytes >> 20} MiB, process "
                + $"{open.ResidentBytes >> 20} MiB (at most {open.PeakResidentBytes >> 20}); reading a history p50 "
                + $"{open.Reads.P50Us:0.0} µs, p99 {open.Reads.P99Us:0.0} µs.");
            foreach (string warning in open.Warnings) text.AppendLine($"  {warning}");
        }
        double millions = Math.Max(Filled.Customers, 1) / 1e6;
        text.AppendLine($"For a million customers: {Opens[^1].ResidentBytes / 1048576.0 / millions:N0} MiB of memory "
            + $"(whole process), {(JournalBytes + CheckpointBytes + StateBytes) / 1048576.0 / millions:N0} MiB of disk "
            + $"(journal {JournalBytes >> 20}, state {StateBytes >> 20}, checkpoints {CheckpointBytes >> 20} MiB).");
        return text.ToString();
    }
}
