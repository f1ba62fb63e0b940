namespace Recsys.Snapshots.Live;

/// <summary>
/// Products of which the main index does not know how they are now: those that came or changed since it was made, whose
/// vectors are compared one by one, and those that are gone. Immutable.
/// </summary>
internal sealed class MovedRows
{
    private readonly HashSet<int> _all;
    private readonly int[] _present;

    private MovedRows(HashSet<int> all, int[] present) => (_all, _present) = (all, present);

    public static MovedRows None { get; } = new([], []);

    /// <summary>All of them.</summary>
    public int Count => _all.Count;

    /// <summary>Those that are not gone, in the order they came.</summary>
    public ReadOnlySpan<int> Present => _present;

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<int> All => _all;

    public bool Contains(int row) => _all.Contains(row);

    /// <summary>How many of them are below a row.</summary>
    public int CountBelow(int row)
    {
        int count = 0;
        foreach (int moved in _all)
            if (moved < row) count++;
        return count;
    }

    /// <summary>With some that came or changed, and some that are gone.</summary>
    public MovedRows With(ReadOnlySpan<int> put, ReadOnlySpan<int> gone)
    {
        var all = new HashSet<int>(_all);
        var touched = new HashSet<int>(put.Length + gone.Length);
        foreach (int row in put) touched.Add(row);
        foreach (int row in gone) touched.Add(row);
        all.UnionWith(touched);
        var present = new List<int>(_present.Length + put.Length);
        foreach (int row in _present)
            if (!touched.Contains(row)) present.Add(row);
        present.AddRange(put);
        return new MovedRows(all, [.. present]);
    }

    /// <summary>Only those that are among some rows.</summary>
    public MovedRows Among(IReadOnlySet<int> rows) => new(
        [.. _all.Where(rows.Contains)], [.. _present.Where(rows.Contains)]);
}
