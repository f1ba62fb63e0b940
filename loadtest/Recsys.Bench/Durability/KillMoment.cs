namespace Recsys.Bench.Durability;

/// <summary>What a kill waits for after its time has come.</summary>
internal enum KillMoment
{
    /// <summary>Nothing.</summary>
    AnyTime,
    /// <summary>The next checkpoint to begin, and a few milliseconds.</summary>
    Checkpoint,
    /// <summary>The next checkpoint to end, after which the journal is cut, and a few milliseconds.</summary>
    Truncation,
}
