using System.Numerics;
using System.Threading.Channels;

namespace Recsys.Pipeline.Catalogue;

/// <summary>
/// Which products changed since a follower last looked. One bit a row: however often a product changes it waits once,
/// and however many change, what waits is bounded by the catalogue. Whoever writes products sets a bit and goes on.
/// One follower; any number of writers.
/// </summary>
public sealed class ProductChanges : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Action<ProductChanges> _end;
    // Holds at most one signal: the bits say what for.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private ulong[] _dirty = new ulong[16];
    private int _pending;
    private int _cursor;

    internal ProductChanges(Action<ProductChanges> end) => _end = end;

    /// <summary>Products that wait.</summary>
    public int Pending
    {
        get { lock (_gate) return _pending; }
    }

    /// <summary>Takes rows that changed; what they are now is in the columns.</summary>
    /// <param name="rows">Filled with rows, each once; its length is how many are wanted.</param>
    /// <returns>How many were taken. A row that changes after that waits again.</returns>
    public int Take(Span<int> rows)
    {
        lock (_gate)
        {
            int taken = 0;
            // Goes on where it ended, so that no row waits longer than one round.
            for (int looked = 0; looked <= _dirty.Length && _pending > 0 && taken < rows.Length; looked++)
            {
                ref ulong word = ref _dirty[_cursor];
                while (word != 0 && taken < rows.Length)
                {
                    rows[taken++] = (_cursor * 64) + BitOperations.TrailingZeroCount(word);
                    word &= word - 1;
                    _pending--;
                }
                if (word == 0) _cursor = (_cursor + 1) % _dirty.Length;
            }
            return taken;
        }
    }

    /// <summary>Waits until something may have changed, or until <see cref="Wake"/> or <see cref="Dispose"/>.</summary>
    /// <returns>False once it is disposed.</returns>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async ValueTask<bool> WaitAsync(CancellationToken cancellation)
    {
        if (!await _signal.Reader.WaitToReadAsync(cancellation)) return false;
        _signal.Reader.TryRead(out _);
        return true;
    }

    /// <summary>Ends a wait although nothing changed.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Ends it: changes are no longer noted for it.</summary>
    public void Dispose()
    {
        _end(this);
        _signal.Writer.TryComplete();
    }

    internal void Add(int row)
    {
        lock (_gate)
        {
            int word = row / 64;
            if (word >= _dirty.Length) Array.Resize(ref _dirty, Math.Max(word + 1, _dirty.Length * 2));
            ulong bit = 1ul << (row % 64);
            if ((_dirty[word] & bit) == 0)
            {
                _dirty[word] |= bit;
                _pending++;
            }
        }
        Wake();
    }
}
