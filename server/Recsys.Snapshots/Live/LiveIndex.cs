using System.Buffers;
using System.Runtime.InteropServices;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.TwoTower;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Live;

/// <summary>
/// Nearest products by inner product, as the catalogue is now: an inverted-file index that nobody changes, and beside
/// it the products that came or changed since, compared one by one. <see cref="Merge"/> makes a new inverted-file
/// index of both from a copy. Searches take what there is as one reference: they wait for nothing and see each
/// product once. One writer.
/// </summary>
public sealed class LiveIndex : ISnapshotIndex, IDisposable
{
    // A search of the main index asks for as many more as it must leave out; more than this is not worth it.
    private const int MostExtra = 512;

    private readonly ModelRows _rows;
    private readonly RecallSampler _recall;
    private readonly Lock _writer = new();
    private Parts _parts;
    private HashSet<int>? _sinceMerge;
    private bool _disposed;

    /// <summary>Begins with an index whose ids are model rows.</summary>
    /// <param name="index">The index, from here on this one's.</param>
    /// <param name="rows">Connects model rows to catalogue rows.</param>
    /// <param name="vectors">The vectors by catalogue row.</param>
    /// <param name="time">Clock that its recall is sampled by; the system's by default.</param>
    internal LiveIndex(IvfIndex index, ModelRows rows, ItemVectors vectors, TimeProvider? time = null)
    {
        _rows = rows;
        _recall = new RecallSampler(time ?? TimeProvider.System);
        _parts = new Parts(new SharedIndex(index), MovedRows.None, vectors, vectors.Rows);
    }

    /// <summary>Loads a version's index and puts the products that came after training into it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="features">Its features.</param>
    /// <param name="time">Clock that its recall is sampled by; the system's by default.</param>
    /// <exception cref="InvalidDataException">The index is damaged, or does not fit the other files.</exception>
    public static LiveIndex Load(ModelVersion version, ModelFeatures features, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(features);
        var index = IvfIndex.Load(version.FilePath(ModelArtifacts.ItemIndex));
        try
        {
            if (index.Dimension != features.Vectors.Dimension)
                throw new InvalidDataException(
                    $"{ModelArtifacts.ItemIndex} holds vectors of {index.Dimension} numbers, "
                    + $"the version's have {features.Vectors.Dimension}.");
            RemoveAbsent(index, features.Rows);
            AddNewcomers(index, features);
            return new LiveIndex(index, features.Rows, features.Vectors, time);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long Count
    {
        get
        {
            var parts = Hold();
            long count = parts.Main.Index.Count + parts.Moved.Present.Length;
            parts.Main.Release();
            return count;
        }
    }

    /// <inheritdoc/>
    public int UnmergedCount => Volatile.Read(ref _parts).Moved.Count;

    /// <inheritdoc/>
    public double? Recall => _recall.Recall;

    /// <summary>The products with the largest inner products, best first.</summary>
    /// <param name="query">One vector, finite.</param>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with inner products; as long.</param>
    /// <returns>How many were found.</returns>
    public int Search(ReadOnlySpan<float> query, Span<int> rows, Span<float> scores)
    {
        if (rows.IsEmpty) return 0;
        var parts = Hold();
        int wanted = rows.Length + Math.Min(parts.Hidden, MostExtra);
        long[] ids = ArrayPool<long>.Shared.Rent(wanted);
        float[] found = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            int known = SearchMain(parts, query, ids.AsSpan(0, wanted), found.AsSpan(0, wanted), rows, scores);
            return SearchMoved(parts, query, ids, found, rows, scores, known);
        }
        finally
        {
            parts.Main.Release();
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(found);
        }
    }

    /// <summary>Takes in products that came or changed, and takes out those that are gone.</summary>
    /// <param name="put">Those that came or changed; their vectors are in the table.</param>
    /// <param name="gone">Those that are gone.</param>
    /// <param name="vectors">The vectors by catalogue row from now on.</param>
    internal void Update(ReadOnlySpan<int> put, ReadOnlySpan<int> gone, ItemVectors vectors)
    {
        lock (_writer)
        {
            var moved = _parts.Moved.With(put, gone);
            Volatile.Write(ref _parts, new Parts(_parts.Main, moved, vectors, _parts.Covered));
            if (_sinceMerge is null) return;
            foreach (int row in put) _sinceMerge.Add(row);
            foreach (int row in gone) _sinceMerge.Add(row);
        }
    }

    /// <summary>
    /// Makes a new main index of the old one and what moved, and puts it in place; products that move meanwhile stay
    /// beside it. Takes as much memory again as the main index while it runs. One at a time.
    /// </summary>
    internal void Merge()
    {
        Parts start;
        lock (_writer)
        {
            if (_disposed || _parts.Moved.Count == 0) return;
            start = Hold();
            _sinceMerge = [];
        }
        IvfIndex? copy = null;
        try
        {
            copy = start.Main.Index.Clone();
            Apply(start, copy);
            if (TryReplace(copy, start.Vectors.Rows)) copy = null;
        }
        finally
        {
            start.Main.Release();
            copy?.Dispose();
            lock (_writer) _sinceMerge = null;
        }
    }

    /// <summary>Catalogue row of an id of the main index, or −1.</summary>
    internal int RowOf(long id) => id < _rows.Count ? _rows.ToCatalogue((int)id) : (int)(id - _rows.Count);

    /// <summary>The main index as it is now, for checks at load.</summary>
    internal IvfIndex Main => Volatile.Read(ref _parts).Main.Index;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_writer)
        {
            if (_disposed) return;
            _disposed = true;
            _parts.Main.Release();
        }
    }

    // Between reading the reference and holding it the index may have been replaced and freed; then there is a newer
    // one.
    private Parts Hold()
    {
        while (true)
        {
            var parts = Volatile.Read(ref _parts);
            if (parts.Main.TryHold()) return parts;
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed), this);
        }
    }

    private int SearchMain(
        Parts parts, ReadOnlySpan<float> query, Span<long> ids, Span<float> found, Span<int> rows, Span<float> scores)
    {
        var main = parts.Main.Index;
        int wanted = (int)Math.Min(ids.Length, main.Count);
        if (wanted == 0) return 0;
        int count = main.Search(query, main.ProbesFor(wanted), ids[..wanted], found[..wanted]);
        if (_recall.TryBegin()) _recall.Begin(parts.Main, query, found[..count], wanted);
        int kept = 0;
        for (int i = 0; i < count && kept < rows.Length; i++)
        {
            int row = RowOf(ids[i]);
            if (row < 0 || parts.Moved.Contains(row)) continue;
            (rows[kept], scores[kept]) = (row, found[i]);
            kept++;
        }
        return kept;
    }

    // Finds the best of those that moved, then merges the two lists from the back, in place.
    private static int SearchMoved(
        Parts parts, ReadOnlySpan<float> query, long[] positions, float[] found, Span<int> rows, Span<float> scores,
        int known)
    {
        var moved = parts.Moved.Present;
        if (moved.IsEmpty) return known;
        int most = Math.Min(rows.Length, moved.Length);
        var best = new TopScores(positions.AsSpan(0, most), found.AsSpan(0, most));
        for (int i = 0; i < moved.Length; i++) best.Offer(i, ItemVectors.Dot(parts.Vectors[moved[i]], query));
        int extra = best.Finish();
        int a = known - 1, b = extra - 1;
        for (int at = known + extra - 1; b >= 0; at--)
        {
            bool fromMain = a >= 0 && scores[a] < found[b];
            (int row, float score) = fromMain ? (rows[a], scores[a--]) : (moved[(int)positions[b]], found[b--]);
            if (at < rows.Length) (rows[at], scores[at]) = (row, score);
        }
        return Math.Min(known + extra, rows.Length);
    }

    private void Apply(Parts start, IvfIndex copy)
    {
        var stale = new List<long>(start.Moved.Count * 2);
        foreach (int row in start.Moved.All)
        {
            int model = _rows.ToModel(row);
            if (model >= 0) stale.Add(model);
            stale.Add(_rows.Count + (long)row);
        }
        copy.Remove(stale.ToArray());
        var present = start.Moved.Present;
        if (present.IsEmpty) return;
        var ids = new long[present.Length];
        var vectors = new float[present.Length * copy.Dimension];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = _rows.Count + (long)present[i];
            start.Vectors[present[i]].CopyTo(vectors.AsSpan(i * copy.Dimension));
        }
        copy.Add(vectors, ids);
    }

    private bool TryReplace(IvfIndex copy, int covered)
    {
        lock (_writer)
        {
            if (_disposed) return false;
            var before = _parts;
            var moved = before.Moved.Among(_sinceMerge!);
            Volatile.Write(ref _parts, new Parts(new SharedIndex(copy), moved, before.Vectors, covered));
            before.Main.Release();
            return true;
        }
    }

    // Products that the catalogue does not have would take the places of some that it has. Should they come, they come
    // as any product does.
    private static void RemoveAbsent(IvfIndex index, ModelRows rows)
    {
        var absent = new List<long>();
        for (int row = 0; row < rows.Count; row++)
            if (rows.ToCatalogue(row) < 0) absent.Add(row);
        if (absent.Count > 0) index.Remove(CollectionsMarshal.AsSpan(absent));
    }

    // Ids of the model's products are their model rows; those of newcomers follow, by catalogue row.
    private static void AddNewcomers(IvfIndex index, ModelFeatures features)
    {
        var ids = new List<long>();
        var vectors = new List<float>();
        for (int row = 0; row < features.Vectors.Rows; row++)
        {
            if (features.Rows.ToModel(row) >= 0) continue;
            var vector = features.Vectors[row];
            if (!vector.ContainsAnyExcept(0f)) continue;
            ids.Add(features.Rows.Count + (long)row);
            vectors.AddRange(vector);
        }
        if (ids.Count > 0) index.Add(CollectionsMarshal.AsSpan(vectors), CollectionsMarshal.AsSpan(ids));
    }

    /// <param name="main">The main index.</param>
    /// <param name="moved">Of which products it does not know how they are now.</param>
    /// <param name="vectors">The vectors by catalogue row.</param>
    /// <param name="covered">Catalogue row from which on the main index has no products.</param>
    private sealed class Parts(SharedIndex main, MovedRows moved, ItemVectors vectors, int covered)
    {
        public SharedIndex Main { get; } = main;
        public MovedRows Moved { get; } = moved;
        public ItemVectors Vectors { get; } = vectors;
        public int Covered { get; } = covered;

        /// <summary>Products of the main index, at most, that searches of it leave out.</summary>
        public int Hidden { get; } = moved.CountBelow(covered);
    }
}
