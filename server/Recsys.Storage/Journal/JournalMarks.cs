namespace Recsys.Storage.Journal;

/// <summary>
/// The marks that checkpoints leave in the journal: they tell how old its parts are, and where it may be cut, since
/// only the start of a record can be its begin.
/// </summary>
internal static class JournalMarks
{
    /// <summary>Most marks kept; beyond it every other one goes, so that age is known less exactly.</summary>
    public const int Most = 1024;

    /// <summary>Adds a mark, dropping those before the journal's begin.</summary>
    public static IReadOnlyList<JournalMark> Add(IReadOnlyList<JournalMark> marks, JournalMark mark, long begin)
    {
        List<JournalMark> kept =
            [.. marks.Where(each => each.Position >= begin && each.Position < mark.Position), mark];
        return kept.Count <= Most ? kept : [.. kept.Where((_, index) => index % 2 == 0)];
    }

    /// <summary>The mark up to which the journal may go.</summary>
    /// <param name="marks">In ascending order.</param>
    /// <param name="durable">Where the journal ends.</param>
    /// <param name="maxBytes">Bytes to keep; null keeps all.</param>
    /// <param name="keptSinceMs">Time from which on to keep; null keeps all.</param>
    /// <param name="limit">Nothing from here on may go.</param>
    /// <returns>A position, or null when nothing may go.</returns>
    public static long? Cut(
        IReadOnlyList<JournalMark> marks, long durable, long? maxBytes, long? keptSinceMs, long limit)
    {
        long? cut = null;
        foreach (var mark in marks)
        {
            if (mark.Position > limit) break;
            // What lies before a mark is older than the mark.
            bool old = keptSinceMs is { } since && mark.TimeMs <= since;
            bool much = maxBytes is { } bytes && durable - mark.Position >= bytes;
            if (old || much) cut = mark.Position;
        }
        return cut;
    }
}
