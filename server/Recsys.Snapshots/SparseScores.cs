using System.Numerics;
using System.Numerics.Tensors;
using Recsys.Pipeline.Filtering;

namespace Recsys.Snapshots;

/// <summary>
/// Sums scores by row without an array as long as the catalogue: open addressing with linear probing. Rows of a small
/// table have an array after all, which is summed into and read twice as fast. Reusable, and cheap to clear; its memory
/// follows the rows met, not the catalogue. Not thread-safe.
/// </summary>
internal sealed class SparseScores
{
    /// <summary>Most rows of a table with an array of its own: 256 KB, which the processor keeps near.</summary>
    public const int MostDirect = 65_536;

    // More than are wanted, as some may be turned away: looking again costs more than sorting some for nothing.
    private const int Spare = 32;
    private const int MostSpare = 1_024;

    private readonly BestRows _best = new();
    private int[] _slots = new int[1024];
    private int[] _rows = new int[512];
    private float[] _sums = new float[512];
    private float[] _direct = [];
    private int _shift = 32 - 10;
    private int _count;
    // Rows of the array that is summed into; 0 for none.
    private int _table;
    // The same, still known once the array was read.
    private int _width;
    // Whether the rows come from the array: the slots know none of them.
    private bool _settled;

    public int Count
    {
        get
        {
            Settle();
            return _count;
        }
    }

    public ReadOnlySpan<int> Rows
    {
        get
        {
            Settle();
            return _rows.AsSpan(0, _count);
        }
    }

    public Span<float> Sums
    {
        get
        {
            Settle();
            return _sums.AsSpan(0, _count);
        }
    }

    /// <summary>Starts over with rows of any size.</summary>
    public void Clear()
    {
        if (_table == 0 && !_settled) ClearSlots();
        (_count, _table, _settled) = (0, 0, false);
    }

    /// <summary>Starts over with rows of a table, where those whose sum is 0 are as if they never came.</summary>
    /// <param name="rows">Its rows; all that come are below it.</param>
    public void Clear(int rows)
    {
        Clear();
        if (rows is 0 or > MostDirect) return;
        _table = _width = rows;
        if (_direct.Length < rows) _direct = new float[rows];
        else _direct.AsSpan(0, rows).Clear();
    }

    /// <summary>Adds to a row's sum.</summary>
    public void Add(int row, float score)
    {
        if (_table > 0) _direct[row] += score;
        else
        {
            if (_count == _rows.Length) Reserve(_count + 1);
            _sums[Place(row)] += score;
        }
    }

    /// <summary>Adds to the sums of rows their weights times a factor.</summary>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, float factor)
    {
        weights = weights[..rows.Length];
        if (_table > 0)
        {
            var direct = _direct.AsSpan(0, _table);
            for (int i = 0; i < rows.Length; i++) direct[rows[i]] += weights[i] * factor;
            return;
        }
        Reserve(_count + rows.Length);
        for (int i = 0; i < rows.Length; i++) _sums[Place(rows[i])] += weights[i] * factor;
    }

    /// <summary>The sum of a row; 0 for one that never came.</summary>
    public float Of(int row)
    {
        if (_table > 0 || _settled) return (uint)row < (uint)_width ? _direct[row] : 0;
        int at = _slots[Slot(row)] - 1;
        return at >= 0 ? _sums[at] : 0;
    }

    /// <summary>Multiplies all sums, once all have come.</summary>
    /// <param name="factors">By row.</param>
    public void Multiply(ReadOnlySpan<float> factors)
    {
        if (_table > 0)
        {
            var direct = _direct.AsSpan(0, _table);
            TensorPrimitives.Multiply(direct, factors[..direct.Length], direct);
            return;
        }
        for (int i = 0; i < _count; i++) _sums[i] *= factors[_rows[i]];
    }

    /// <summary>Raises a row's sum to a score where it is below it.</summary>
    public void Raise(int row, float score)
    {
        if (_count == _rows.Length) Reserve(_count + 1);
        ref float sum = ref _table > 0 ? ref _direct[row] : ref _sums[Place(row)];
        sum = Math.Max(sum, score);
    }

    /// <summary>
    /// Keeps the best, sorted: highest sum first, equal ones by row, so that the order of adding does not matter.
    /// </summary>
    /// <param name="rows">Filled with rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with their sums.</param>
    /// <returns>How many were filled: rows whose sum is not above 0 are left out.</returns>
    public int TakeBest(Span<int> rows, Span<float> scores)
    {
        _best.Begin(Rows, Sums);
        return _best.Take(rows, scores[..rows.Length]);
    }

    /// <summary>Keeps the best of those that may be shown; the others take no places.</summary>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with their sums.</param>
    /// <param name="screen">Says which may be shown: asked only for rows that would take a place.</param>
    /// <param name="models">Where the sums are by model row: what they are in the catalogue.</param>
    /// <param name="away">How many are likely to be turned away.</param>
    /// <returns>How many were filled: rows whose sum is not above 0 are left out.</returns>
    public int TakeBest(Span<int> rows, Span<float> scores, RowScreen screen, ModelRows? models = null, int away = 0)
    {
        int spare = Spare + Math.Min(away, MostSpare);
        _best.Begin(Rows, Sums);
        int kept = 0;
        while (kept < rows.Length)
        {
            var found = rows[kept..];
            var sums = scores[kept..rows.Length];
            int taken = _best.Take(found, sums, spare);
            if (taken == 0) break;
            int known = models is null ? taken : ToCatalogue(models, found[..taken], sums);
            kept += screen.Keep(found[..known], sums[..known]);
        }
        return kept;
    }

    private static int ToCatalogue(ModelRows models, Span<int> rows, Span<float> scores)
    {
        int known = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = models.ToCatalogue(rows[i]);
            if (row < 0) continue;
            (rows[known], scores[known]) = (row, scores[i]);
            known++;
        }
        return known;
    }

    // Lists the rows of the array that have a sum.
    private void Settle()
    {
        if (_table == 0) return;
        int table = _table;
        _table = 0;
        Reserve(table);
        var direct = _direct.AsSpan(0, table);
        int count = 0;
        for (int row = 0; row < direct.Length; row++)
        {
            (_rows[count], _sums[count]) = (row, direct[row]);
            count += direct[row] != 0 ? 1 : 0;
        }
        _settled = true;
        _count = count;
    }

    private int Place(int row)
    {
        int slot = Slot(row);
        int at = _slots[slot] - 1;
        if (at >= 0) return at;
        at = _count++;
        (_rows[at], _sums[at]) = (row, 0);
        _slots[slot] = _count;
        return at;
    }

    private int Slot(int row)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(((uint)row * 0x9E3779B1u) >> _shift);
        while (_slots[slot] > 0 && _rows[_slots[slot] - 1] != row) slot = (slot + 1) & mask;
        return slot;
    }

    private void ClearSlots()
    {
        // Few rows are taken out one by one, newest first so that no probe sequence is broken before its rows are gone.
        if (_count < _slots.Length / 8)
            for (int i = _count - 1; i >= 0; i--) _slots[Slot(_rows[i])] = 0;
        else
            Array.Clear(_slots);
    }

    private void Reserve(int count)
    {
        if (count <= _rows.Length) return;
        int room = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        Array.Resize(ref _rows, room);
        Array.Resize(ref _sums, room);
        // At most half full.
        _shift = 32 - BitOperations.Log2((uint)room * 2);
        _slots = new int[room * 2];
        // An array's rows are listed at the end, when none are here yet.
        for (int i = 0; i < _count; i++) _slots[Slot(_rows[i])] = i + 1;
    }
}
