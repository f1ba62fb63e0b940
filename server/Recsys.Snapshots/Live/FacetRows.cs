namespace Recsys.Snapshots.Live;

/// <summary>
/// Catalogue rows by number of a name: one after another as they were at load, and beside them those that came since.
/// One writer; readers never wait.
/// </summary>
internal sealed class FacetRows
{
    private readonly int[] _offsets;
    private readonly int[] _rows;
    // What came since, so that no row is twice at one number.
    private readonly HashSet<long> _known = [];
    private Later?[] _later = [];

    private FacetRows(int[] offsets, int[] rows) => (_offsets, _rows) = (offsets, rows);

    /// <summary>How many rows a number has; none for one that is not known.</summary>
    public int CountOf(int number)
    {
        var later = LaterOf(number);
        return Built(number).Length + (later is null ? 0 : Volatile.Read(ref later.Count));
    }

    /// <summary>Copies the rows of a number.</summary>
    /// <returns>How many were copied.</returns>
    public int Copy(int number, Span<int> into)
    {
        var built = Built(number);
        int count = Math.Min(built.Length, into.Length);
        built[..count].CopyTo(into);
        if (LaterOf(number) is not { } later) return count;
        // The count is read before the rows: those below it are written.
        int more = Math.Min(Volatile.Read(ref later.Count), into.Length - count);
        Volatile.Read(ref later.Rows).AsSpan(0, more).CopyTo(into[count..]);
        return count + more;
    }

    /// <summary>Adds a row to a number; one that is there is passed over.</summary>
    public void Add(int number, int row)
    {
        if (Built(number).BinarySearch(row) >= 0 || !_known.Add(((long)number << 32) | (uint)row)) return;
        if (number >= _later.Length)
        {
            var larger = new Later?[Math.Max(number + 1, _later.Length * 2)];
            _later.CopyTo(larger, 0);
            Volatile.Write(ref _later, larger);
        }
        var later = _later[number];
        if (later is null) Volatile.Write(ref _later[number], later = new Later());
        if (later.Count == later.Rows.Length)
        {
            var larger = new int[later.Count * 2];
            later.Rows.CopyTo(larger, 0);
            Volatile.Write(ref later.Rows, larger);
        }
        later.Rows[later.Count] = row;
        Volatile.Write(ref later.Count, later.Count + 1);
    }

    private ReadOnlySpan<int> Built(int number) =>
        (uint)number < (uint)(_offsets.Length - 1) ? _rows.AsSpan(_offsets[number].._offsets[number + 1]) : [];

    private Later? LaterOf(int number)
    {
        var all = Volatile.Read(ref _later);
        return (uint)number < (uint)all.Length ? Volatile.Read(ref all[number]) : null;
    }

    /// <summary>Sorts rows by number: all are added once to be counted and once more to be placed.</summary>
    internal sealed class Builder
    {
        private int[] _counts = new int[16];
        private int[] _ends = [];
        private int[]? _rows;

        /// <summary>Adds a row to a number; rows rise.</summary>
        public void Add(int number, int row)
        {
            if (_rows is not null)
            {
                // What came between the rounds finds no place; it is taken in as any change is.
                if (number < _ends.Length - 1 && _counts[number] < _ends[number + 1]) _rows[_counts[number]++] = row;
                return;
            }
            if (number >= _counts.Length) Array.Resize(ref _counts, Math.Max(number + 1, _counts.Length * 2));
            _counts[number]++;
        }

        /// <summary>Ends a round.</summary>
        public void EndRound()
        {
            if (_rows is not null) return;
            _ends = new int[_counts.Length + 1];
            for (int i = 0; i < _counts.Length; i++)
            {
                _ends[i + 1] = _ends[i] + _counts[i];
                _counts[i] = _ends[i];
            }
            _rows = new int[_ends[^1]];
        }

        /// <summary>Makes the table.</summary>
        public FacetRows Build()
        {
            // A product that changed between the rounds left a place: any row of the list will do.
            for (int number = 0; number < _counts.Length; number++)
            {
                var rows = _rows!.AsSpan(_ends[number].._ends[number + 1]);
                int filled = _counts[number] - _ends[number];
                if (filled < rows.Length) rows[filled..].Fill(filled > 0 ? rows[filled - 1] : 0);
            }
            return new FacetRows(_ends, _rows!);
        }
    }

    private sealed class Later
    {
        public int[] Rows = new int[4];
        public int Count;
    }
}
