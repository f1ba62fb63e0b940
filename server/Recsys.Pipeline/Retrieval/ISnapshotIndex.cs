namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// What a snapshot's vector index holds now, for operators. Only to be asked while the snapshot is leased.
/// </summary>
public interface ISnapshotIndex
{
    /// <summary>Products it finds.</summary>
    long Count { get; }

    /// <summary>
    /// Part of the true best that the latest sampled searches found, in [0, 1]; null before the first sample.
    /// </summary>
    double? Recall { get; }

    /// <summary>Recall below which an alarm is raised; null where there is none.</summary>
    double? RecallAlarm { get; }
}
