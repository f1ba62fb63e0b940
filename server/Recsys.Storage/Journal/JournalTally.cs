using Recsys.Pipeline.Interactions;
using Recsys.Storage.Interactions;
using Recsys.Storage.Records;

namespace Recsys.Storage.Journal;

/// <summary>Counts what a journal holds.</summary>
internal sealed class JournalTally : IJournalVisitor
{
    private readonly long[] _kinds = new long[256];
    private readonly long[] _types = new long[256];
    private long _oldestMs = long.MaxValue;
    private long _newestMs = long.MinValue;

    public Dictionary<string, long> Records => Named(_kinds, kind => ((RecordKind)kind).ToString());

    public Dictionary<string, long> Interactions => Named(_types, type => ((InteractionType)type).ToString());

    public DateTimeOffset? Oldest => TimeOf(_oldestMs, long.MaxValue);

    public DateTimeOffset? Newest => TimeOf(_newestMs, long.MinValue);

    public void Visit(RecordKind kind, RecordReader body, long position, int bytes)
    {
        _kinds[(byte)kind]++;
        if (kind != RecordKind.Interaction) return;
        var item = InteractionCodec.Read(ref body);
        _types[(byte)item.Event.Type]++;
        _oldestMs = Math.Min(_oldestMs, item.Event.TimeMs);
        _newestMs = Math.Max(_newestMs, item.Event.TimeMs);
    }

    private static DateTimeOffset? TimeOf(long ms, long none) =>
        ms == none ? null : DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static Dictionary<string, long> Named(long[] counts, Func<int, string> nameOf) =>
        Enumerable.Range(0, counts.Length).Where(value => counts[value] > 0)
            .ToDictionary(nameOf, value => counts[value], StringComparer.Ordinal);
}
