using System.Numerics;
using Recsys.Pipeline.Filtering;

namespace Recsys.Snapshots;

/// <summary>
/// Sums scores by row without an array as long as the catalogue: open addressing with linear probing. Reusable, and
/// cheap to clear; its memory follows the rows met, not the catalogue. Not thread-safe.
/// </summary>
internal sealed class SparseScores
{
    private int[] _slots = new int[1024];
    private int[] _rows = new int[512];
    private float[] _sums = new float[512];
    private int[] _slotOf = new int[512];
    private int _shift = 32 - 10;

    public int Count { get; private set; }

    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, Count);

    public Span<float> Sums => _sums.AsSpan(0, Count);

    public void Add(int row, float score)
    {
        int slot = Slot(row);
        if (_slots[slot] > 0)
        {
            _sums[_slots[slot] - 1] += score;
            return;
        }
        if (Count == _rows.Length)
        {
            Grow();
            slot = Slot(row);
        }
        _rows[Count] = row;
        _sums[Count] = score;
        _slotOf[Count] = slot;
        _slots[slot] = ++Count;
    }

    /// <summary>Position of a row in <see cref="Rows"/>, or −1.</summary>
    public int IndexOf(int row) => _slots[Slot(row)] - 1;

    public void Clear()
    {
        for (int i = 0; i < Count; i++) _slots[_slotOf[i]] = 0;
        Count = 0;
    }

    /// <summary>
    /// Keeps the best, sorted in place: highest sum first, equal ones by row, so that the order of adding does not
    /// matter.
    /// </summary>
    /// <param name="rows">Filled with rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with their sums.</param>
    /// <returns>How many were filled: rows whose sum is not above 0 are left out.</returns>
    public int TakeBest(Span<int> rows, Span<float> scores) => TakeBest(rows, scores, null, null);

    /// <summary>Keeps the best of those that may be shown; the others take no places.</summary>
    /// <param name="rows">Filled with rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with their sums.</param>
    /// <param name="screen">Says which may be shown: asked only for rows that would take a place.</param>
    /// <param name="models">Where the rows are model rows: what they are in the catalogue.</param>
    /// <returns>How many were filled: rows whose sum is not above 0 are left out.</returns>
    public int TakeBest(Span<int> rows, Span<float> scores, RowScreen? screen, ModelRows? models = null)
    {
        int size = 0;
        for (int i = 0; i < Count; i++)
        {
            if (!(_sums[i] > 0)) continue;
            bool full = size == rows.Length;
            if (full && (size == 0 || !Before(_sums[i], _rows[i], scores[0], rows[0]))) continue;
            if (screen is not null && !screen.Allows(models?.ToCatalogue(_rows[i]) ?? _rows[i])) continue;
            if (!full)
            {
                Push(rows, scores, size++, _rows[i], _sums[i]);
                continue;
            }
            (rows[0], scores[0]) = (_rows[i], _sums[i]);
            SiftDown(rows[..size], scores, 0);
        }
        for (int end = size - 1; end > 0; end--)
        {
            Swap(rows, scores, 0, end);
            SiftDown(rows[..end], scores, 0);
        }
        return size;
    }

    private int Slot(int row)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(((uint)row * 0x9E3779B1u) >> _shift);
        while (_slots[slot] > 0 && _rows[_slots[slot] - 1] != row) slot = (slot + 1) & mask;
        return slot;
    }

    private void Grow()
    {
        int size = _slots.Length * 2;
        _slots = new int[size];
        _shift = 32 - BitOperations.Log2((uint)size);
        Array.Resize(ref _rows, size / 2);
        Array.Resize(ref _sums, size / 2);
        Array.Resize(ref _slotOf, size / 2);
        for (int i = 0; i < Count; i++)
        {
            int slot = Slot(_rows[i]);
            _slotOf[i] = slot;
            _slots[slot] = i + 1;
        }
    }

    private static void Push(Span<int> rows, Span<float> scores, int at, int row, float score)
    {
        (rows[at], scores[at]) = (row, score);
        while (at > 0)
        {
            int parent = (at - 1) / 2;
            if (!Before(scores[parent], rows[parent], scores[at], rows[at])) return;
            Swap(rows, scores, parent, at);
            at = parent;
        }
    }

    private static void SiftDown(Span<int> rows, Span<float> scores, int at)
    {
        while (true)
        {
            int worst = at, left = 2 * at + 1;
            for (int child = left; child < Math.Min(left + 2, rows.Length); child++)
                if (Before(scores[worst], rows[worst], scores[child], rows[child])) worst = child;
            if (worst == at) return;
            Swap(rows, scores, at, worst);
            at = worst;
        }
    }

    private static bool Before(float score, int row, float otherScore, int otherRow) =>
        score > otherScore || (score == otherScore && row < otherRow);

    private static void Swap(Span<int> rows, Span<float> scores, int a, int b)
    {
        (rows[a], rows[b]) = (rows[b], rows[a]);
        (scores[a], scores[b]) = (scores[b], scores[a]);
    }
}
