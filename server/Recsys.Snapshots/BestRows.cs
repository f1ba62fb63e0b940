namespace Recsys.Snapshots;

/// <summary>
/// Gives scored rows best first, a lot at a time: highest score first, equal ones by row. A row and its score are one
/// number that sorts that way, and a count of scores by size finds where a lot ends, so that only what is given is
/// sorted. Reusable; not thread-safe.
/// </summary>
public sealed class BestRows
{
    // A score's size: how far its bits, which rise with it, are below the best one's. 128 steps to a factor of two.
    private const int SizeShift = 16;
    private const int Sizes = 2048;

    private readonly int[] _counts = new int[Sizes];
    private ulong[] _keys = new ulong[512];
    private ulong[] _rest = new ulong[512];
    private int _left;
    private int _lot;
    private int _given;

    /// <summary>Starts over.</summary>
    /// <param name="rows">The rows, not below 0.</param>
    /// <param name="scores">Their scores; those not above 0 are left out.</param>
    public void Begin(ReadOnlySpan<int> rows, ReadOnlySpan<float> scores)
    {
        if (_rest.Length < rows.Length) _rest = new ulong[rows.Length * 2];
        int left = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            // Bits of a score above 0 rise with it; turned round, the best comes first.
            _rest[left] = ((ulong)~BitConverter.SingleToUInt32Bits(scores[i]) << 32) | (uint)rows[i];
            left += scores[i] > 0 ? 1 : 0;
        }
        (_left, _lot, _given) = (left, 0, 0);
    }

    /// <summary>Takes the next ones.</summary>
    /// <param name="rows">Filled with rows, best first.</param>
    /// <param name="scores">Filled with their scores; as long.</param>
    /// <param name="spare">How many more may be asked for next, as some may be turned away.</param>
    /// <returns>How many were filled; fewer than there is room for only where there are no more.</returns>
    public int Take(Span<int> rows, Span<float> scores, int spare = 0)
    {
        int taken = 0;
        while (taken < rows.Length)
        {
            if (_given == _lot && !NextLot(rows.Length - taken + spare)) break;
            int count = Math.Min(rows.Length - taken, _lot - _given);
            for (int i = 0; i < count; i++)
            {
                ulong key = _keys[_given + i];
                rows[taken + i] = (int)(uint)key;
                scores[taken + i] = BitConverter.UInt32BitsToSingle(~(uint)(key >> 32));
            }
            _given += count;
            taken += count;
        }
        return taken;
    }

    // Moves at least as many as are wanted, the best of what is left, to the keys and sorts them.
    private bool NextLot(int wanted)
    {
        (_lot, _given) = (0, 0);
        if (_left == 0) return false;
        if (_keys.Length < _left) _keys = new ulong[_left * 2];
        if (_left <= wanted)
        {
            (_keys, _rest) = (_rest, _keys);
            (_lot, _left) = (_left, 0);
        }
        else
        {
            Split(wanted);
        }
        _keys.AsSpan(0, _lot).Sort();
        return true;
    }

    private void Split(int wanted)
    {
        var rest = _rest.AsSpan(0, _left);
        ulong best = ulong.MaxValue;
        foreach (ulong key in rest) best = Math.Min(best, key);
        uint bestScore = (uint)(best >> 32);
        Array.Clear(_counts);
        foreach (ulong key in rest) _counts[Size(key, bestScore)]++;
        int last = 0;
        for (int sum = _counts[0]; sum < wanted; sum += _counts[last]) last++;
        int kept = 0, lot = 0;
        for (int i = 0; i < rest.Length; i++)
        {
            ulong key = rest[i];
            bool takes = Size(key, bestScore) <= last;
            _keys[lot] = key;
            rest[kept] = key;
            lot += takes ? 1 : 0;
            kept += takes ? 0 : 1;
        }
        (_lot, _left) = (lot, kept);
    }

    private static int Size(ulong key, uint bestScore) =>
        (int)Math.Min(((uint)(key >> 32) - bestScore) >> SizeShift, Sizes - 1);
}
