namespace Recsys.Storage.Catalogue;

/// <summary>
/// Ids in ordinal order, for listings: chunks of sorted ids, about a pointer an id. Safe for any threads; a page is
/// copied out under the lock.
/// </summary>
internal sealed class OrderedIds : IdOrder
{
    private const int ChunkSize = 512;
    private readonly Lock _gate = new();
    private readonly List<List<string>> _chunks = [];
    private int _count;

    public override int Count
    {
        get { lock (_gate) return _count; }
    }

    /// <summary>Replaces all ids; they need not be sorted, but each may be there once only.</summary>
    public void Load(List<string> ids)
    {
        ids.Sort(StringComparer.Ordinal);
        lock (_gate)
        {
            _chunks.Clear();
            for (int at = 0; at < ids.Count; at += ChunkSize / 2)
                _chunks.Add(ids.GetRange(at, Math.Min(ChunkSize / 2, ids.Count - at)));
            _count = ids.Count;
        }
    }

    public void Add(string id)
    {
        lock (_gate)
        {
            if (_chunks.Count == 0) _chunks.Add([]);
            int at = ChunkOf(id);
            var chunk = _chunks[at];
            int place = chunk.BinarySearch(id, StringComparer.Ordinal);
            if (place >= 0) return;
            chunk.Insert(~place, id);
            _count++;
            if (chunk.Count <= ChunkSize) return;
            _chunks.Insert(at + 1, chunk.GetRange(ChunkSize / 2, chunk.Count - (ChunkSize / 2)));
            chunk.RemoveRange(ChunkSize / 2, chunk.Count - (ChunkSize / 2));
        }
    }

    public void Remove(string id)
    {
        lock (_gate)
        {
            if (_chunks.Count == 0) return;
            int at = ChunkOf(id);
            int place = _chunks[at].BinarySearch(id, StringComparer.Ordinal);
            if (place < 0) return;
            _chunks[at].RemoveAt(place);
            _count--;
            if (_chunks[at].Count == 0) _chunks.RemoveAt(at);
        }
    }

    public override List<string> After(string afterId, int count)
    {
        var page = new List<string>(Math.Min(count, 1024));
        lock (_gate)
        {
            if (_chunks.Count == 0) return page;
            int at = ChunkOf(afterId);
            int place = _chunks[at].BinarySearch(afterId, StringComparer.Ordinal);
            place = place >= 0 ? place + 1 : ~place;
            for (; at < _chunks.Count && page.Count < count; at++, place = 0)
            {
                int take = Math.Min(count - page.Count, _chunks[at].Count - place);
                for (int i = 0; i < take; i++) page.Add(_chunks[at][place + i]);
            }
        }
        return page;
    }

    /// <summary>The last chunk whose first id is not after the id.</summary>
    private int ChunkOf(string id)
    {
        int low = 0, high = _chunks.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (string.CompareOrdinal(_chunks[middle][0], id) <= 0) low = middle;
            else high = middle - 1;
        }
        return low;
    }
}
