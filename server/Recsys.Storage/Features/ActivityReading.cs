using Recsys.Pipeline.Features.Online;
using Recsys.Storage.State;

namespace Recsys.Storage.Features;

/// <summary>
/// Fills the activity of products from the log of features, pages side by side: the last record of a product is the
/// one that holds. Pages come newest first, so most of what is older is passed over.
/// </summary>
/// <param name="layouts">How records lie; loaded already.</param>
/// <param name="activity">What is filled.</param>
internal sealed class ActivityReading(LayoutRegister layouts, ProductActivity activity)
{
    private const int BlockBits = 16;
    private readonly Lock _writing = new();
    // By row: one more than the page of the record that was taken; in blocks, since rows come in any order.
    private long[]?[] _takenFrom = new long[]?[16];

    /// <summary>Opens a reader for one thread.</summary>
    public IPageReader Open() => new Reader(this);

    private bool IsNewer(int row, long page)
    {
        int block = row >> BlockBits;
        if (block >= _takenFrom.Length) Array.Resize(ref _takenFrom, Math.Max(block + 1, _takenFrom.Length * 2));
        ref long taken = ref (_takenFrom[block] ??= new long[1 << BlockBits])[row & ((1 << BlockBits) - 1)];
        if (taken > page) return false;
        taken = page + 1;
        return true;
    }

    private void Show(int row, ReadOnlySpan<byte> record) => activity.Write(row, layouts.ProductNumbers(record));

    private sealed class Reader(ActivityReading all) : IPageReader
    {
        private readonly List<(int Row, int Place)> _found = [];

        public void Read(long page, StateRecords records)
        {
            _found.Clear();
            while (records.Next())
                if (records.Key[0] == StateKey.ProductFeatures && !records.IsTombstone)
                    _found.Add((StateKey.RowOf(records.Key), records.Place));
            lock (all._writing) Take(page, records);
        }

        public void Dispose() => _found.Clear();

        // From the last one: what is before it on the page is older.
        private void Take(long page, StateRecords records)
        {
            for (int i = _found.Count - 1; i >= 0; i--)
            {
                var (row, place) = _found[i];
                if (!all.IsNewer(row, page)) continue;
                records.MoveTo(place);
                all.Show(row, records.Value);
            }
        }
    }
}
