using System.Numerics;
using Recsys.Pipeline.Filtering;

namespace Recsys.Snapshots;

/// <summary>
/// Sums scores by row without an array as long as the catalogue: open addressing with linear probing. Rows of a small
/// table are looked up directly. Reusable, and cheap to clear; its memory follows the rows met, not the catalogue. Not
/// thread-safe.
/// </summary>
internal sealed class SparseScores
{
    /// <summary>Most rows of a table that are looked up directly: 256 KB, which the processor keeps near.</summary>
    public const int MostDirect = 65_536;

    // More than are wanted, as some may be turned away.
    private const int Spare = 32;

    private readonly BestRows _best = new();
    private int[] _hashed = new int[1024];
    private int[] _direct = [];
    private int[] _rows = new int[512];
    private float[] _sums = new float[512];
    private int _shift = 32 - 10;
    private bool _isDirect;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public Span<float> Sums => _sums.AsSpan(0, Count);

    /// <summary>Starts over with rows of any size.</summary>
    public void Clear()
    {
        if (_isDirect) foreach (int row in Rows) _direct[row] = 0;
        else ClearHashed();
        Count = 0;
        _isDirect = false;
    }

    /// <summary>Starts over with rows of a table.</summary>
    /// <param name="rows">Its rows; all that come are below it.</param>
    public void Clear(int rows)
    {
        Clear();
        _isDirect = rows <= MostDirect;
        if (_isDirect && _direct.Length < rows) _direct = new int[rows];
    }

    /// <summary>Adds to a row's sum.</summary>
    public void Add(int row, float score)
    {
        if (Count == _rows.Length) Reserve(Count + 1);
        _sums[Place(row)] += score;
    }

    /// <summary>Adds to the sums of rows their weights times a factor.</summary>
    public void Add(ReadOnlySpan<int> rows, ReadOnlySpan<float> weights, float factor)
    {
        weights = weights[..rows.Length];
        Reserve(Count + rows.Length);
        var sums = _sums;
        if (_isDirect)
            for (int i = 0; i < rows.Length; i++) sums[PlaceDirect(rows[i])] += weights[i] * factor;
        else
            for (int i = 0; i < rows.Length; i++) sums[PlaceHashed(rows[i])] += weights[i] * factor;
    }

    /// <summary>Raises a row's sum to a score where it is below it.</summary>
    public void Raise(int row, float score)
    {
        if (Count == _rows.Length) Reserve(Count + 1);
        ref float sum = ref _sums[Place(row)];
        sum = Math.Max(sum, score);
    }

    /// <summary>Position of a row in <see cref="Rows"/>, or −1.</summary>
    public int IndexOf(int row) => (_isDirect ? _direct[row] : _hashed[Slot(row)]) - 1;

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
    /// <returns>How many were filled: rows whose sum is not above 0 are left out.</returns>
    public int TakeBest(Span<int> rows, Span<float> scores, RowScreen screen, ModelRows? models = null)
    {
        _best.Begin(Rows, Sums);
        int kept = 0;
        while (kept < rows.Length)
        {
            var found = rows[kept..];
            var sums = scores[kept..rows.Length];
            int taken = _best.Take(found, sums, Spare);
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

    private int Place(int row) => _isDirect ? PlaceDirect(row) : PlaceHashed(row);

    private int PlaceDirect(int row)
    {
        int at = _direct[row] - 1;
        return at >= 0 ? at : Begin(ref _direct[row], row);
    }

    private int PlaceHashed(int row)
    {
        int slot = Slot(row);
        int at = _hashed[slot] - 1;
        return at >= 0 ? at : Begin(ref _hashed[slot], row);
    }

    private int Begin(ref int place, int row)
    {
        int at = Count;
        (_rows[at], _sums[at]) = (row, 0);
        place = ++Count;
        return at;
    }

    private int Slot(int row)
    {
        int mask = _hashed.Length - 1;
        int slot = (int)(((uint)row * 0x9E3779B1u) >> _shift);
        while (_hashed[slot] > 0 && _rows[_hashed[slot] - 1] != row) slot = (slot + 1) & mask;
        return slot;
    }

    private void ClearHashed()
    {
        // Few rows are taken out one by one, newest first so that no probe sequence is broken before its rows are gone.
        if (Count < _hashed.Length / 8)
            for (int i = Count - 1; i >= 0; i--) _hashed[Slot(_rows[i])] = 0;
        else
            Array.Clear(_hashed);
    }

    private void Reserve(int count)
    {
        if (count <= _rows.Length) return;
        int room = (int)BitOperations.RoundUpToPowerOf2((uint)count);
        Array.Resize(ref _rows, room);
        Array.Resize(ref _sums, room);
        // At most half full.
        _shift = 32 - BitOperations.Log2((uint)room * 2);
        _hashed = new int[room * 2];
        if (_isDirect) return;
        for (int i = 0; i < Count; i++) _hashed[Slot(_rows[i])] = i + 1;
    }
}
