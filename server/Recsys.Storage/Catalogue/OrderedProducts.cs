using System.Text;
using Recsys.Pipeline.Catalogue;

namespace Recsys.Storage.Catalogue;

/// <summary>
/// Products in ordinal order of their ids: chunks of sorted rows, four bytes a product. Sorted when somebody lists
/// products for the first time, which takes about a second for five million; the writer goes on meanwhile.
/// </summary>
internal sealed class OrderedProducts(ProductColumns products) : IdOrder
{
    private const int ChunkSize = 512;
    private readonly Lock _sorting = new();
    private readonly Lock _gate = new();
    private readonly List<List<int>> _chunks = [];
    // Rows that came or went while the others were being sorted.
    private List<int>? _meanwhile;
    private volatile bool _sorted;

    public override int Count => products.LiveCount;

    /// <summary>A product came, or went; for the one writer.</summary>
    public void Note(int row)
    {
        lock (_gate)
        {
            if (_sorted) Place(row);
            else _meanwhile?.Add(row);
        }
    }

    public override List<string> After(string afterId, int count)
    {
        if (!_sorted) Sort();
        var page = new List<string>(Math.Min(count, 1024));
        byte[] after = Encoding.UTF8.GetBytes(afterId);
        lock (_gate)
        {
            if (_chunks.Count == 0) return page;
            int at = ChunkOf(after);
            int place = Find(_chunks[at], after);
            place = place >= 0 ? place + 1 : ~place;
            for (; at < _chunks.Count && page.Count < count; at++, place = 0)
            {
                int take = Math.Min(count - page.Count, _chunks[at].Count - place);
                for (int i = 0; i < take; i++) page.Add(products.IdOf(_chunks[at][place + i]));
            }
        }
        return page;
    }

    private void Sort()
    {
        lock (_sorting)
        {
            if (_sorted) return;
            lock (_gate) _meanwhile = [];
            int[] rows = SortedRows.Of(products);
            lock (_gate)
            {
                for (int at = 0; at < rows.Length; at += ChunkSize / 2)
                    _chunks.Add([.. rows.AsSpan(at, Math.Min(ChunkSize / 2, rows.Length - at))]);
                foreach (int row in _meanwhile) Place(row);
                _meanwhile = null;
                _sorted = true;
            }
        }
    }

    // Puts a row where it belongs, or takes it out.
    private void Place(int row)
    {
        bool lives = !products.At(row).Deleted;
        if (_chunks.Count == 0)
        {
            if (!lives) return;
            _chunks.Add([]);
        }
        var id = products[row].Id;
        int at = ChunkOf(id);
        var chunk = _chunks[at];
        int place = Find(chunk, id);
        if (place >= 0 == lives) return;
        if (lives)
        {
            chunk.Insert(~place, row);
            if (chunk.Count <= ChunkSize) return;
            _chunks.Insert(at + 1, chunk.GetRange(ChunkSize / 2, chunk.Count - (ChunkSize / 2)));
            chunk.RemoveRange(ChunkSize / 2, chunk.Count - (ChunkSize / 2));
            return;
        }
        chunk.RemoveAt(place);
        if (chunk.Count == 0) _chunks.RemoveAt(at);
    }

    private int Find(List<int> chunk, ReadOnlySpan<byte> id)
    {
        int low = 0, high = chunk.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = SortedRows.Compare(products[chunk[middle]].Id, id);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }

    /// <summary>The last chunk whose first id is not after the id.</summary>
    private int ChunkOf(ReadOnlySpan<byte> id)
    {
        int low = 0, high = _chunks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (SortedRows.Compare(products[_chunks[middle][0]].Id, id) <= 0) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
