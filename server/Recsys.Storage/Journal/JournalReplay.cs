using FASTER.core;
using Recsys.Storage.Errors;
using Recsys.Storage.Records;
using Recsys.Storage.State;

namespace Recsys.Storage.Journal;

/// <summary>
/// Brings the state up to the journal's end. Records that cannot be read at the very end are a tail torn by a crash of
/// the machine and are cut off; such records with good ones behind them are damage, and the store refuses to open.
/// </summary>
internal sealed class JournalReplay(JournalLog journal, StoreState state)
{
    /// <summary>Records applied.</summary>
    public long Applied { get; private set; }

    /// <summary>Bytes cut off.</summary>
    public long Discarded { get; private set; }

    public void Run(long from)
    {
        var applier = new Applier(state);
        long reached = ScanUntilUnreadable(from, applier);
        Applied = applier.Count;
        state.Advance(reached);
        long until = journal.DurablePosition;
        if (reached >= until) return;

        var probe = new Probe();
        ScanUntilUnreadable(reached, probe);
        if (probe.GoodBehindBad)
        {
            throw new StorageDamagedException(
                $"The journal is damaged at position {reached}, with good records behind it: "
                + "restore it from a backup.");
        }
        Discarded = until - reached;
        journal.Cut(reached);
    }

    private long ScanUntilUnreadable(long from, IRecordVisitor visitor)
    {
        var tracker = new Tracker(visitor, from);
        try
        {
            return journal.Scan(from, tracker);
        }
        catch (FasterException)
        {
            // Lengths that make no sense: as unreadable as a wrong checksum.
            return tracker.Position;
        }
    }

    private sealed class Tracker(IRecordVisitor inner, long from) : IRecordVisitor
    {
        public long Position { get; private set; } = from;

        public bool Visit(ReadOnlySpan<byte> record, long position, long nextPosition)
        {
            if (!inner.Visit(record, position, nextPosition)) return false;
            Position = nextPosition;
            return true;
        }
    }

    private sealed class Applier(StoreState state) : IRecordVisitor
    {
        public long Count { get; private set; }

        public bool Visit(ReadOnlySpan<byte> record, long position, long nextPosition)
        {
            if (!RecordReader.TryOpen(record, out var kind, out var body)) return false;
            state.Apply(kind, body, position);
            Count++;
            return true;
        }
    }

    private sealed class Probe : IRecordVisitor
    {
        public bool GoodBehindBad { get; private set; }

        public bool Visit(ReadOnlySpan<byte> record, long position, long nextPosition)
        {
            GoodBehindBad |= RecordReader.TryOpen(record, out _, out _);
            return !GoodBehindBad;
        }
    }
}
