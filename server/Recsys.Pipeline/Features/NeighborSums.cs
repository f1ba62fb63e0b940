using System.Numerics;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Two sums over neighbours by model row: of weights, and of weights times a factor. A table of few products has an
/// array to itself; of many, where each has few neighbours, rows are looked up by hash. Not thread-safe.
/// </summary>
internal sealed class NeighborSums
{
    /// <summary>Most rows of a table with an array of its own: 256 KB, which the processor keeps near.</summary>
    public const int MostDirect = 32_768;

    private readonly RowIndex _hashed = new(1024);
    private Vector2[] _sums = new Vector2[1024];
    private int[] _met = [];
    // Rows of the array; 0 where rows are looked up by hash.
    private int _table;

    /// <summary>The greatest sum of weights, or 0.</summary>
    public float Best
    {
        get
        {
            float best = 0;
            var sums = _sums.AsSpan(0, _table > 0 ? _table : _hashed.Count);
            foreach (ref readonly var sum in sums) best = sum.X > best ? sum.X : best;
            return best;
        }
    }

    /// <summary>Starts over.</summary>
    /// <param name="rows">Rows of the table; all that come are below it.</param>
    public void Begin(int rows)
    {
        _hashed.Clear();
        _table = rows <= MostDirect ? rows : 0;
        if (_table > _sums.Length) _sums = new Vector2[_table];
        else _sums.AsSpan(0, _table).Clear();
    }

    /// <summary>Adds the neighbours of one product.</summary>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, float factor)
    {
        weights = weights[..rows.Length];
        if (_table == 0)
        {
            AddHashed(rows, weights, factor);
            return;
        }
        var sums = _sums.AsSpan(0, _table);
        for (int i = 0; i < rows.Length; i++) sums[rows[i]] += new Vector2(weights[i], weights[i] * factor);
    }

    /// <summary>The sums of a row; 0 for one never met.</summary>
    public Vector2 Of(int row)
    {
        if (_table > 0) return (uint)row < (uint)_table ? _sums[row] : default;
        int at = _hashed.Find(row);
        return at < 0 ? default : _sums[at];
    }

    /// <summary>Rows whose sum is not 0, until the next change.</summary>
    public ReadOnlySpan<int> Rows()
    {
        if (_table == 0) return _hashed.Rows;
        if (_met.Length < _table) _met = new int[_table];
        int count = 0;
        for (int row = 0; row < _table; row++)
        {
            _met[count] = row;
            count += _sums[row] != default ? 1 : 0;
        }
        return _met.AsSpan(0, count);
    }

    private void AddHashed(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, float factor)
    {
        int most = _hashed.Count + rows.Length;
        if (most > _sums.Length) Array.Resize(ref _sums, (int)BitOperations.RoundUpToPowerOf2((uint)most));
        for (int i = 0; i < rows.Length; i++)
        {
            int before = _hashed.Count;
            int at = _hashed.Add(rows[i]);
            if (at == before) _sums[at] = default;
            _sums[at] += new Vector2(weights[i], weights[i] * factor);
        }
    }
}
