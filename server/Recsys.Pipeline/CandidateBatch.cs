using System.Buffers;
using Recsys.Pipeline.Filtering;

namespace Recsys.Pipeline;

/// <summary>Candidates of one request as columns in pooled arrays. Dispose gives them back.</summary>
public sealed class CandidateBatch : IDisposable
{
    private int[] _rows;
    private float[] _retrievalScores;
    private float[] _scores;
    private uint[] _sources;
    private CandidateFate[] _fates;

    /// <summary>Makes room.</summary>
    /// <param name="capacity">Most candidates it will hold.</param>
    public CandidateBatch(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
        _rows = ArrayPool<int>.Shared.Rent(capacity);
        _retrievalScores = ArrayPool<float>.Shared.Rent(capacity);
        _scores = ArrayPool<float>.Shared.Rent(capacity);
        _sources = ArrayPool<uint>.Shared.Rent(capacity);
        _fates = ArrayPool<CandidateFate>.Shared.Rent(capacity);
    }

    /// <summary>Most candidates it holds.</summary>
    public int Capacity { get; private set; }

    /// <summary>Candidates in it.</summary>
    public int Count { get; private set; }

    /// <summary>Catalogue rows, without repeats.</summary>
    public Span<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>Merged retrieval scores in [0, 1].</summary>
    public Span<float> RetrievalScores => _retrievalScores.AsSpan(0, Count);

    /// <summary>The scorer's scores.</summary>
    public Span<float> Scores => _scores.AsSpan(0, Count);

    /// <summary>Which sources found it: bit i is source i of the pipeline.</summary>
    public Span<uint> Sources => _sources.AsSpan(0, Count);

    /// <summary>What became of it.</summary>
    public Span<CandidateFate> Fates => _fates.AsSpan(0, Count);

    /// <summary>Makes room for at least so many, keeping what is there.</summary>
    public void Reserve(int capacity)
    {
        if (capacity <= Capacity) return;
        Grow(ref _rows, capacity);
        Grow(ref _retrievalScores, capacity);
        Grow(ref _scores, capacity);
        Grow(ref _sources, capacity);
        Grow(ref _fates, capacity);
        Capacity = capacity;
    }

    /// <summary>Adds one candidate; the caller sees to it that its row is new.</summary>
    public void Add(int row, float retrievalScore, uint sources)
    {
        if (Count == Capacity) throw new InvalidOperationException("The batch is full.");
        _rows[Count] = row;
        _retrievalScores[Count] = retrievalScore;
        _scores[Count] = 0;
        _sources[Count] = sources;
        _fates[Count] = CandidateFate.Kept;
        Count++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_rows.Length == 0) return;
        ArrayPool<int>.Shared.Return(_rows);
        ArrayPool<float>.Shared.Return(_retrievalScores);
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<uint>.Shared.Return(_sources);
        ArrayPool<CandidateFate>.Shared.Return(_fates);
        _rows = [];
        _retrievalScores = [];
        _scores = [];
        _sources = [];
        _fates = [];
        Count = 0;
        Capacity = 0;
    }

    private void Grow<T>(ref T[] column, int capacity)
    {
        var larger = ArrayPool<T>.Shared.Rent(capacity);
        column.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(column);
        column = larger;
    }
}
