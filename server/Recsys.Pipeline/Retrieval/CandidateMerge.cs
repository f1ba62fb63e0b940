using System.Buffers;
using System.Numerics;

namespace Recsys.Pipeline.Retrieval;

/// <summary>
/// Merges what sources found by row. The merged score is weighted reciprocal rank fusion (Cormack et al. 2009), scaled
/// to [0, 1]: Σ w · (k + 1) / (k + rank), k = 60, rank from 1, over the sources that found the row, divided by Σ w over
/// the sources that found anything. Ranks rather than scores, since scores of different sources have no common scale,
/// and since a rank stays what it is when a source is asked for more.
/// </summary>
internal sealed class CandidateMerge : IDisposable
{
    private const float RankSmoothing = 60;

    private int[] _slots;
    private int _slotCount;
    private uint _answered;
    private double _weightSum;

    public CandidateMerge(int expected, int limit)
    {
        Limit = limit;
        Batch = new CandidateBatch(expected);
        _slotCount = SlotsFor(expected);
        _slots = ArrayPool<int>.Shared.Rent(_slotCount);
        _slots.AsSpan(0, _slotCount).Clear();
    }

    /// <summary>What was found so far.</summary>
    public CandidateBatch Batch { get; }

    /// <summary>Most candidates it takes; what comes later is left out.</summary>
    public int Limit { get; }

    /// <summary>Takes what one source found, best first.</summary>
    /// <param name="source">Number of the source, 0–31.</param>
    /// <param name="weight">Its weight in the merged score.</param>
    /// <param name="rows">Catalogue rows; repeats and rows below 0 count for nothing.</param>
    /// <param name="room">The count of candidates at which to stop taking new ones.</param>
    /// <returns>How many of them are new.</returns>
    public int Add(int source, float weight, ReadOnlySpan<int> rows, int room)
    {
        uint bit = 1u << source;
        room = Math.Min(room, Limit);
        int before = Batch.Count;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0) continue;
            float part = weight * (RankSmoothing + 1) / (RankSmoothing + 1 + i);
            int slot = FindSlot(rows[i]);
            if (_slots[slot] > 0) AddTo(_slots[slot] - 1, part, bit);
            else if (Batch.Count < room) AddNew(slot, rows[i], part, bit);
        }
        if (rows.Length > 0 && (_answered & bit) == 0)
        {
            _answered |= bit;
            _weightSum += weight;
        }
        return Batch.Count - before;
    }

    /// <summary>Brings the merged scores to [0, 1]; call once, when nothing more is added.</summary>
    public void Scale()
    {
        if (_weightSum <= 0) return;
        float scale = (float)(1 / _weightSum);
        // Rounding may carry a sum a hair above 1.
        foreach (ref float score in Batch.RetrievalScores) score = Math.Min(score * scale, 1);
    }

    public void Dispose()
    {
        if (_slots.Length == 0) return;
        ArrayPool<int>.Shared.Return(_slots);
        _slots = [];
        Batch.Dispose();
    }

    private void AddTo(int position, float part, uint bit)
    {
        if ((Batch.Sources[position] & bit) != 0) return;
        Batch.Sources[position] |= bit;
        Batch.RetrievalScores[position] += part;
    }

    private void AddNew(int slot, int row, float part, uint bit)
    {
        if (Batch.Count == Batch.Capacity) Batch.Reserve(Math.Min(Batch.Capacity * 2, Math.Max(Limit, 1)));
        Batch.Add(row, part, bit);
        _slots[slot] = Batch.Count;
        if (Batch.Count * 2 > _slotCount) Rehash();
    }

    private int FindSlot(int row)
    {
        int mask = _slotCount - 1;
        var rows = Batch.Rows;
        int slot = (int)((uint)row * 0x9E3779B1u >> 7) & mask;
        while (_slots[slot] > 0 && rows[_slots[slot] - 1] != row) slot = (slot + 1) & mask;
        return slot;
    }

    private void Rehash()
    {
        ArrayPool<int>.Shared.Return(_slots);
        _slotCount = SlotsFor(Batch.Count * 2);
        _slots = ArrayPool<int>.Shared.Rent(_slotCount);
        _slots.AsSpan(0, _slotCount).Clear();
        var rows = Batch.Rows;
        for (int i = 0; i < rows.Length; i++) _slots[FindSlot(rows[i])] = i + 1;
    }

    private static int SlotsFor(int candidates) => (int)BitOperations.RoundUpToPowerOf2((uint)candidates * 2);
}
