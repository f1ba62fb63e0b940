using System.Numerics;

namespace Recsys.Pipeline.Features;

/// <summary>
/// Two sums over neighbours by model row: of weights, and of weights times a factor. Emptied in time proportional to
/// what it holds. A table of few products is looked into directly; of many, where each has few neighbours, through a
/// hash table. Not thread-safe.
/// </summary>
internal sealed class NeighborSums
{
    /// <summary>Most rows of a table that is looked into directly: 256 KB, which the processor keeps near.</summary>
    public const int MostDirect = 65_536;

    private readonly RowIndex _hashed = new(1024);
    private int[] _places = [];
    private int[] _rows = new int[1024];
    private Vector2[] _sums = new Vector2[1024];
    private bool _direct;

    /// <summary>Rows met.</summary>
    public int Count { get; private set; }

    /// <summary>Those rows, in the order they came.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Their sums: of weights, of weights times factors.</summary>
    public ReadOnlySpan<Vector2> Sums => _sums.AsSpan(0, Count);

    /// <summary>Starts over.</summary>
    /// <param name="rows">Rows of the table; all that come are below it.</param>
    public void Begin(int rows)
    {
        Clear();
        _direct = rows <= MostDirect;
        if (_direct && _places.Length < rows) _places = new int[rows];
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        if (_direct) foreach (int row in Rows) _places[row] = 0;
        else _hashed.Clear();
        Count = 0;
    }

    /// <summary>Adds the neighbours of one product.</summary>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, float factor)
    {
        weights = weights[..rows.Length];
        Reserve(Count + rows.Length);
        if (_direct) AddDirect(rows, weights, factor);
        else
            for (int i = 0; i < rows.Length; i++)
            {
                int at = _hashed.Add(rows[i]);
                if (at == Count) Begin(at, rows[i]);
                _sums[at] += new Vector2(weights[i], weights[i] * factor);
            }
    }

    /// <summary>Position of a row, or −1.</summary>
    public int Find(int row) =>
        !_direct ? _hashed.Find(row) : (uint)row < (uint)_places.Length ? _places[row] - 1 : -1;

    private void AddDirect(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, float factor)
    {
        var places = _places;
        var sums = _sums;
        for (int i = 0; i < rows.Length; i++)
        {
            int at = places[rows[i]] - 1;
            if (at < 0)
            {
                at = Count;
                Begin(at, rows[i]);
                places[rows[i]] = Count;
            }
            sums[at] += new Vector2(weights[i], weights[i] * factor);
        }
    }

    private void Begin(int at, int row)
    {
        (_rows[at], _sums[at]) = (row, default);
        Count++;
    }

    private void Reserve(int count)
    {
        if (count <= _rows.Length) return;
        int room = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        Array.Resize(ref _rows, room);
        Array.Resize(ref _sums, room);
    }
}
