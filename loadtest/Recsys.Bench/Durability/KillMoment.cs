namespace Recsys.Bench.Durability;

/// <summary>What a kill waits for after its time has come.</summary>
internal enum KillMoment
{
    /// <summary>Nothing.</summary>
    AnyTime,
    /// <summary>The next checkpoint to begin, and a few milliseconds more or less.</summary>
    Checkpoint,
    /// <summary>The next cut of the journal, and a few milliseconds more or less.</summary>
    Truncation,
}
