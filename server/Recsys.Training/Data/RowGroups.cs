namespace Recsys.Training.Data;

/// <summary>Rows grouped by a key 0..n−1, ascending within each group: two arrays, not a list per key.</summary>
internal sealed class RowGroups
{
    private readonly int[] _starts;
    private readonly int[] _rows;

    private RowGroups(int[] starts, int[] rows)
    {
        _starts = starts;
        _rows = rows;
    }

    public ReadOnlySpan<int> this[int key] => _rows.AsSpan(_starts[key], _starts[key + 1] - _starts[key]);

    public static RowGroups Of(ReadOnlySpan<int> keys, int keyCount)
    {
        // Counting sort: count, add up, place; placing in row order keeps rows ascending within a key.
        var starts = new int[keyCount + 1];
        foreach (int key in keys) starts[key + 1]++;
        for (int key = 0; key < keyCount; key++) starts[key + 1] += starts[key];
        var next = starts.AsSpan(0, keyCount).ToArray();
        var rows = new int[keys.Length];
        for (int row = 0; row < keys.Length; row++) rows[next[keys[row]]++] = row;
        return new RowGroups(starts, rows);
    }
}
