using Recsys.Pipeline.Features;

namespace Recsys.VectorIndex;

/// <content>How it is made and changed.</content>
public sealed partial class ListIndex
{
    private const int Compared = 64;

    /// <summary>Takes over the lists of an index that FAISS trained. Its vectors are not read, but for a few.</summary>
    /// <param name="index">The index, ids being model rows; it is not needed afterwards.</param>
    /// <param name="rows">Catalogue row by id; −1 leaves the product out.</param>
    /// <param name="vectors">The vectors by catalogue row.</param>
    /// <param name="probes">What was measured of the index; null where nothing was.</param>
    /// <exception cref="InvalidDataException">An id is none of the model's or comes twice, or the vectors are not those
    /// that the index was made of.</exception>
    public static ListIndex Of(IvfIndex index, ReadOnlyMemory<int> rows, ItemVectors vectors, ProbeTable? probes)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(vectors);
        if (index.Dimension != vectors.Dimension)
            throw new InvalidDataException(
                $"The index holds vectors of {index.Dimension} numbers, the vectors have {vectors.Dimension}.");
        if (index.Count != rows.Length)
            throw new InvalidDataException($"The index holds {index.Count} products, the version {rows.Length}.");
        var centroids = new float[index.Lists * index.Dimension];
        index.CopyCentroids(centroids);
        var listOf = new int[vectors.Rows];
        Array.Fill(listOf, -1);
        var lists = new CodedList[index.Lists];
        int count = 0;
        try
        {
            Parallel.For(0, lists.Length, list =>
            {
                int[] members = RowsOf(index, list, rows.Span, vectors);
                foreach (int row in members)
                    if (Interlocked.CompareExchange(ref listOf[row], list, -1) != -1)
                        throw new InvalidDataException($"The index holds the product of row {row} twice.");
                lists[list] = new CodedList(members, vectors);
                Interlocked.Add(ref count, members.Length);
            });
        }
        catch (AggregateException errors) when (errors.InnerException is InvalidDataException)
        {
            throw new InvalidDataException(errors.InnerException.Message, errors);
        }
        return new ListIndex(new ListsView(lists, vectors, count), centroids, listOf, probes);
    }

    /// <summary>Takes in products that came or changed, and takes out those that are gone. One caller at a
    /// time.</summary>
    /// <param name="put">Catalogue rows of those that came or changed.</param>
    /// <param name="gone">Those that are gone; none of <paramref name="put"/>.</param>
    /// <param name="vectors">The vectors by catalogue row from now on.</param>
    public void Update(ReadOnlySpan<int> put, ReadOnlySpan<int> gone, ItemVectors vectors)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        lock (_writer)
        {
            var before = _view;
            if (vectors.Rows > _listOf.Length) GrowTo(vectors.Rows);
            var touched = new HashSet<int>(put.Length + gone.Length);
            var additions = new Dictionary<int, List<int>>();
            foreach (int row in gone) Forget(row, touched, additions);
            foreach (int row in put)
            {
                Forget(row, touched, additions);
                int list = NearestList(vectors[row]);
                if (!additions.TryGetValue(list, out var rows)) additions[list] = rows = [];
                rows.Add(row);
                _listOf[row] = list;
            }
            var lists = before.Lists.AsSpan().ToArray();
            int count = before.Count;
            foreach (var (list, rows) in additions)
            {
                lists[list] = before.Lists[list].Changed(touched, rows.ToArray(), vectors);
                count += lists[list].Count - before.Lists[list].Count;
            }
            Volatile.Write(ref _view, new ListsView(lists, vectors, count));
        }
    }

    // The list that a row leaves is made anew even where nothing is added to it.
    private void Forget(int row, HashSet<int> touched, Dictionary<int, List<int>> additions)
    {
        if (!touched.Add(row) || row >= _listOf.Length || _listOf[row] < 0) return;
        additions.TryAdd(_listOf[row], []);
        _listOf[row] = -1;
    }

    private void GrowTo(int rows)
    {
        int known = _listOf.Length;
        Array.Resize(ref _listOf, Math.Max(rows, known + (known / 8)));
        _listOf.AsSpan(known).Fill(-1);
    }

    // As FAISS does: the centroid with the largest inner product.
    private int NearestList(ReadOnlySpan<float> vector)
    {
        int nearest = 0;
        float best = float.NegativeInfinity;
        for (int list = 0; list < Lists; list++)
        {
            float product = ItemVectors.Dot(_centroidValues.AsSpan(list * Dimension, Dimension), vector);
            if (product > best) (nearest, best) = (list, product);
        }
        return nearest;
    }

    private static int[] RowsOf(IvfIndex index, int list, ReadOnlySpan<int> rows, ItemVectors vectors)
    {
        var ids = new long[index.SizeOf(list)];
        // Of some lists the vectors are compared: index and vectors may each be whole and yet of different trainings.
        bool compare = list % Math.Max(index.Lists / Compared, 1) == 0;
        var stored = new float[compare ? ids.Length * index.Dimension : 0];
        index.CopyList(list, ids, stored);
        var members = new int[ids.Length];
        int count = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            if ((ulong)ids[i] >= (ulong)rows.Length)
                throw new InvalidDataException($"The index holds a product {ids[i]} of {rows.Length}.");
            int row = rows[(int)ids[i]];
            if (row < 0) continue;
            if (row >= vectors.Rows) throw new InvalidDataException($"The product of row {row} has no vector.");
            if (compare && !stored.AsSpan(i * index.Dimension, index.Dimension).SequenceEqual(vectors[row]))
                throw new InvalidDataException("The index and the vectors are not of the same training.");
            members[count++] = row;
        }
        return count == members.Length ? members : members[..count];
    }
}
