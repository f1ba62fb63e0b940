using Recsys.Pipeline.Catalogue;

namespace Recsys.Storage.Journal;

/// <summary>
/// Deletes the oldest part of the journal, by age and size, where nobody needs it any more: neither the oldest of the
/// checkpoints that are kept, which a start falls back on, nor a registered reader.
/// </summary>
internal sealed class JournalRetention(
    JournalLog journal, JournalReaders readers, ProductColumns products, StorageOptions options, TimeProvider clock)
{
    private readonly ProductNames _names = new(journal.Folder);

    /// <summary>Cuts the journal where the options say so. The writer calls it, between two groups.</summary>
    /// <param name="marks">Where the journal may be cut.</param>
    /// <param name="oldestCheckpoint">Position of the oldest kept checkpoint; null when there are not enough.</param>
    public async Task RunAsync(IReadOnlyList<JournalMark> marks, long? oldestCheckpoint)
    {
        if (options.JournalMaxAge is null && options.JournalMaxBytes is null) return;
        if (oldestCheckpoint is not { } limit) return;
        long? sinceMs = options.JournalMaxAge is { } age
            ? (clock.GetUtcNow() - age).ToUnixTimeMilliseconds()
            : null;
        limit = Math.Min(limit, readers.Lowest() ?? limit);
        long? cut = JournalMarks.Cut(marks, journal.DurablePosition, options.JournalMaxBytes, sinceMs, limit);
        if (cut <= journal.BeginPosition || cut is null) return;
        _names.Add(products);
        await journal.TruncateAsync(cut.Value);
    }
}
