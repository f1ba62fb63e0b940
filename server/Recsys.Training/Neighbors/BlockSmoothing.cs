using Recsys.Pipeline.Features;

namespace Recsys.Training.Neighbors;

/// <summary>
/// Multiplies whole rows by the linear filter R̃ᵀR̃, a block of them at a time, without making it: through the users
/// and back, all rows of the block side by side. Not thread-safe; it uses all processors itself.
/// </summary>
internal sealed class BlockSmoothing
{
    private const int StepRows = 512;

    // 256 MB of users' signals.
    private const int MostSignals = 1 << 26;

    private readonly NormalizedPairs _pairs;
    private readonly float[] _items;
    private readonly float[] _users;

    /// <param name="pairs">The graph, of up to a million users.</param>
    /// <param name="rows">Rows of a block, if there is room for so many.</param>
    /// <param name="userPower">p of the graph.</param>
    public BlockSmoothing(PairMatrix pairs, int rows, double userPower)
    {
        _pairs = new NormalizedPairs(pairs, userPower);
        MostRows = Math.Clamp(MostSignals / Math.Max(1, pairs.UserCount), 1, rows);
        _items = new float[pairs.ItemCount * MostRows];
        _users = new float[pairs.UserCount * MostRows];
    }

    /// <summary>Rows of a block, at most.</summary>
    public int MostRows { get; }

    /// <summary>to = from · R̃ᵀR̃.</summary>
    /// <param name="from">[rows, items], row-major.</param>
    /// <param name="to">The same; filled.</param>
    /// <param name="rows">Rows, up to <see cref="MostRows"/>.</param>
    public void Apply(ReadOnlyMemory<float> from, Memory<float> to, int rows)
    {
        int n = _pairs.ItemCount;
        BlockWork.Run(n, StepRows, (first, end) =>
        {
            var signals = from.Span;
            for (int row = 0; row < rows; row++)
                for (int item = first; item < end; item++) _items[(item * rows) + row] = signals[(row * n) + item];
        });
        BlockWork.Run(_pairs.UserCount, StepRows, (first, end) => _pairs.ToUsers(_items, _users, rows, first, end));
        BlockWork.Run(n, StepRows, (first, end) =>
        {
            _pairs.ToItems(_users, _items, rows, first, end);
            var smoothed = to.Span;
            for (int row = 0; row < rows; row++)
                for (int item = first; item < end; item++) smoothed[(row * n) + item] = _items[(item * rows) + row];
        });
    }
}
