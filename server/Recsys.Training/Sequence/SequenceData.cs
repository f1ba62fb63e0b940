using Recsys.Models.Sequence;
using Recsys.Pipeline.Features;
using Recsys.Training.Data;

namespace Recsys.Training.Sequence;

/// <summary>
/// Customers' products in time order, and which parts of them a model learns from. Some customers' latest product is
/// kept back to tell when to stop.
/// </summary>
internal sealed class SequenceData
{
    /// <summary>Latest events of a customer that are learned from.</summary>
    public const int MostEvents = 4 * SequenceModule.Length;

    private const int MostHeldOut = 1000;

    private readonly List<int[]> _items = [];
    private readonly List<long[]> _times = [];
    private readonly List<int> _users = [];
    private readonly List<int> _known = [];
    private readonly int _firstRow;

    private SequenceData(InteractionTable table, int firstRow, CancellationToken cancellation)
    {
        _firstRow = firstRow;
        Popularity = new int[table.ItemCount];
        for (int user = 0; user < table.UserCount; user++)
        {
            if (user % 4096 == 0) cancellation.ThrowIfCancellationRequested();
            Add(table, user);
        }
    }

    /// <summary>How often each product is in the sequences.</summary>
    public int[] Popularity { get; }

    /// <summary>Products, as many as in the table.</summary>
    public int Products => Popularity.Length;

    /// <summary>Products that follow another one: what there is to learn.</summary>
    public long Positions { get; private set; }

    /// <summary>Sequences to measure with, each ending in the product that is not learned from.</summary>
    public List<int[]> HeldOut { get; } = [];

    /// <summary>Parts of sequences: sequence, first product, one after the last.</summary>
    public List<SequencePart> Parts { get; } = [];

    /// <summary>Reads a table.</summary>
    /// <param name="table">The data, in time order.</param>
    /// <param name="seed">Seed of who is measured with.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <param name="firstRow">The first row that is learned from; those before it are only what was before.</param>
    public static SequenceData Of(
        InteractionTable table, ulong seed, CancellationToken cancellation, int firstRow = 0)
    {
        var data = new SequenceData(table, firstRow, cancellation);
        data.HoldOut(new Random(unchecked((int)seed) ^ 0x5e9));
        data.Cut();
        return data;
    }

    /// <summary>Copies a part's products; those of one moment in random order, since theirs says nothing.</summary>
    public int Fill(SequencePart part, Random random, Span<int> items)
    {
        int count = part.End - part.Start;
        _items[part.Sequence].AsSpan(part.Start, count).CopyTo(items);
        var times = _times[part.Sequence].AsSpan(part.Start, count);
        for (int from = 0; from < count;)
        {
            int to = from + 1;
            while (to < count && times[to] == times[from]) to++;
            if (to - from > 1) random.Shuffle(items[from..to]);
            from = to;
        }
        return count;
    }

    /// <summary>User of the table whose sequence a part is of.</summary>
    public int UserOf(SequencePart part) => _users[part.Sequence];

    private void Add(InteractionTable table, int user)
    {
        var rows = table.RowsOfUser(user);
        var items = new List<int>();
        var times = new List<long>();
        int news = 0;
        for (int i = rows.Length - 1; i >= 0 && items.Count < MostEvents; i--)
        {
            int item = table.Items[rows[i]];
            // Looking at a product twice in a row is looking at it once.
            if (InterestWeight.Of(table.Types[rows[i]]) <= 0 || (items.Count > 0 && items[^1] == item)) continue;
            items.Add(item);
            times.Add(table.TimesMs[rows[i]]);
            if (rows[i] >= _firstRow) news++;
        }
        if (items.Count < 2 || news == 0) return;
        foreach (int item in items.Take(news)) Popularity[item]++;
        items.Reverse();
        times.Reverse();
        _users.Add(user);
        _known.Add(items.Count - news);
        _items.Add([.. items]);
        _times.Add([.. times]);
    }

    private void HoldOut(Random random)
    {
        int[] order = [.. Enumerable.Range(0, _items.Count)];
        random.Shuffle(order);
        foreach (int sequence in order.AsSpan(0, Math.Min(MostHeldOut, order.Length / 10)))
        {
            int[] items = _items[sequence];
            HeldOut.Add(items[Math.Max(0, items.Length - SequenceModule.Length - 1)..]);
            _items[sequence] = items[..^1];
            _times[sequence] = _times[sequence][..^1];
        }
    }

    private void Cut()
    {
        for (int sequence = 0; sequence < _items.Count; sequence++)
            for (int end = _items[sequence].Length; end > 1 && end > _known[sequence]; end -= SequenceModule.Length)
            {
                int start = Math.Max(0, end - SequenceModule.Length - 1);
                var part = new SequencePart(sequence, start, end, Math.Max(start + 1, _known[sequence]));
                Parts.Add(part);
                Positions += part.Targets;
            }
    }
}
