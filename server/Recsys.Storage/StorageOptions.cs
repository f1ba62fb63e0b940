using Recsys.Pipeline.Features.Online;
using Recsys.Storage.Features;
using Recsys.Storage.State;

namespace Recsys.Storage;

/// <summary>Where the store lives and how much it may use.</summary>
public sealed record StorageOptions
{
    /// <summary>The store's own folder; made when it is not there. Must be empty or hold a store.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Memory for the stored records of customers and products and for their features, hash index included, in bytes,
    /// 16 MiB – 1 TiB, rounded down to powers of two for its parts and taken as it fills. What was not changed for
    /// longest goes to disk and is read from there.
    /// </summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>
    /// The online features. When another schema opened the store before, what both have is kept and what is new starts
    /// at its default.
    /// </summary>
    public OnlineFeatureSchema Features { get; init; } = OnlineFeatureSchema.Standard;

    /// <summary>
    /// How many of the latest interaction ids are remembered, 1,024 – 67,108,864: resending one of them is answered
    /// as a duplicate, also after a restart. Takes 32–48 bytes each.
    /// </summary>
    public int DuplicateWindow { get; init; } = 1 << 20;

    /// <summary>
    /// Journal bytes after which the state is checkpointed, 1 MiB – 1 TiB: bounds how much a start after a crash has to
    /// replay (about a second for each 64 MiB).
    /// </summary>
    public long CheckpointEveryBytes { get; init; } = 64L << 20;

    /// <summary>Checkpoints kept, 1–16: when the newest is damaged, the one before it is used.</summary>
    public int CheckpointsKept { get; init; } = 2;

    /// <summary>
    /// Journal older than this is deleted, from 1 minute to 36,500 days; null, the default, keeps all. Only behind the
    /// oldest kept checkpoint and behind every <see cref="Journal.JournalReaders">registered reader</see>, and only
    /// where a checkpoint was taken, so up to <see cref="CheckpointEveryBytes"/> and a file of 64 MiB more is kept.
    /// </summary>
    public TimeSpan? JournalMaxAge { get; init; }

    /// <summary>
    /// Bytes of journal to keep, 1 MiB – 1 PiB; older parts are deleted within the same limits as with
    /// <see cref="JournalMaxAge"/>. Null, the default, keeps all.
    /// </summary>
    public long? JournalMaxBytes { get; init; }

    /// <summary>Whether closing the store takes a checkpoint, so that the next start replays nothing.</summary>
    public bool CheckpointOnClose { get; init; } = true;

    /// <summary>
    /// How long to wait for another process to let go of the folder, 0 – 60 s: one that was killed takes a moment to
    /// be gone.
    /// </summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(5);

    // Tests put a disk with a quota here.
    internal Func<string, DeviceFaults, FileDevice>? OpenJournalDevice { get; init; }

    internal Func<string, DeviceFaults, StateLogDevice>? OpenStateDevice { get; init; }

    // Tests compact short logs.
    internal long CompactFromBytes { get; init; } = 64L << 20;

    internal void Validate()
    {
        Require(Features is not null, nameof(Features), "is missing");
        Require(HistoryFeatures.AreIn(Features!), nameof(Features),
            "must declare the features that histories are made of, of customers and of sessions, in their kinds");
        Require(!string.IsNullOrWhiteSpace(Directory), nameof(Directory), "names no folder");
        Require(MemoryBytes is >= 16L << 20 and <= 1L << 40, nameof(MemoryBytes), "must be from 16 MiB to 1 TiB");
        Require(DuplicateWindow is >= 1024 and <= 1 << 26, nameof(DuplicateWindow), "must be from 1024 to 67108864");
        Require(CheckpointEveryBytes is >= 1L << 20 and <= 1L << 40,
            nameof(CheckpointEveryBytes), "must be from 1 MiB to 1 TiB");
        Require(LockWait >= TimeSpan.Zero && LockWait <= TimeSpan.FromSeconds(60),
            nameof(LockWait), "must be from 0 to 60 s");
        Require(
            JournalMaxAge is null
                || JournalMaxAge >= TimeSpan.FromMinutes(1) && JournalMaxAge <= TimeSpan.FromDays(36_500),
            nameof(JournalMaxAge), "must be from 1 minute to 36500 days");
        Require(JournalMaxBytes is null or (>= 1L << 20 and <= 1L << 50),
            nameof(JournalMaxBytes), "must be from 1 MiB to 1 PiB");
        Require(CheckpointsKept is >= 1 and <= 16, nameof(CheckpointsKept), "must be from 1 to 16");
    }

    private static void Require(bool holds, string field, string problem)
    {
        if (!holds) throw new ArgumentException($"Storage option {field} {problem}.", field);
    }
}
