namespace Recsys.VectorIndex;

/// <summary>
/// A search of all products of one moment of an index, by their whole vectors, in parts of the caller's choice, so that
/// one of millions need not keep a processor from others for its whole length. Not thread-safe.
/// </summary>
public sealed class ExactSearch
{
    private readonly ListsView _view;
    private readonly float[] _query;
    private readonly int _wanted;
    private readonly BestRows _best = new();
    private int _next;

    internal ExactSearch(ListsView view, float[] query, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        IvfIndex.RequireQuery(query, view.Vectors.Dimension);
        (_view, _query, _wanted) = (view, query, wanted);
        _best.Begin(wanted);
    }

    /// <summary>Compares further products.</summary>
    /// <param name="products">How many, about: whole lists are compared.</param>
    /// <returns>Whether there are more.</returns>
    public bool Continue(int products)
    {
        for (int done = 0; _next < _view.Lists.Length && done < products; _next++)
        {
            var list = _view.Lists[_next];
            ListIndex.Compare(_view.Vectors, list.RowSpan, _query, _best);
            GC.KeepAlive(list);
            done += list.Count;
        }
        return _next < _view.Lists.Length;
    }

    /// <summary>Compares all that is left, and answers.</summary>
    /// <param name="rows">Filled with catalogue rows, best first; as long as were wanted.</param>
    /// <param name="scores">Filled with inner products; as long.</param>
    /// <returns>How many were found.</returns>
    public int Finish(Span<int> rows, Span<float> scores)
    {
        Continue(int.MaxValue);
        _best.Finish();
        return ListIndex.Answer(_best, rows[..Math.Min(rows.Length, _wanted)], scores);
    }
}
