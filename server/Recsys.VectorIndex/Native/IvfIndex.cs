using Recsys.Native;

namespace Recsys.VectorIndex;

/// <summary>
/// An inverted-file index over whole vectors (FAISS IVF-Flat), by inner product, under the caller's own ids. Searches
/// may run on many threads at once; a change waits for them and they for it.
/// </summary>
public sealed class IvfIndex : IDisposable
{
    private readonly IvfIndexHandle _handle;

    private IvfIndex(nint index)
    {
        _handle = new IvfIndexHandle(index);
        var info = Describe();
        Dimension = info.Dimension;
        Lists = info.Lists;
    }

    /// <summary>Vectors in the index.</summary>
    public long Count => Describe().Count;

    /// <summary>Values of one vector.</summary>
    public int Dimension { get; }

    /// <summary>Inverted lists; searching all of them is exact.</summary>
    public int Lists { get; }

    /// <summary>Builds an index.</summary>
    /// <param name="vectors">[n, dimension], row-major, finite, n above 0.</param>
    /// <param name="dimension">Values of one vector, above 0.</param>
    /// <param name="ids">n ids, 0 or above, all different.</param>
    /// <param name="options">How to build it.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    /// <exception cref="NativeException">A value is not finite, an id comes twice, or an option is out of
    /// range.</exception>
    public static unsafe IvfIndex Build(
        ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<long> ids, IvfOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        RequireShape(vectors, dimension, ids);
        fixed (float* values = vectors)
        fixed (long* names = ids)
        {
            NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_build(
                values, ids.Length, dimension, names, options.ListsFor(ids.Length), options.Iterations, options.Seed,
                out nint index));
            return new IvfIndex(index);
        }
    }

    /// <summary>Loads an index that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, cut short or no such index.</exception>
    public static IvfIndex Load(string path) => Open(path, mapped: false);

    /// <summary>
    /// Opens an index that <see cref="Save"/> wrote, to read its lists: they stay in the file until they are asked for.
    /// It cannot be changed. Only the file's length is checked here: whoever opens it has compared its checksum, as a
    /// version's are when it is opened.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, cut short or no such index.</exception>
    public static IvfIndex Map(string path) => Open(path, mapped: true);

    private static IvfIndex Open(string path, bool mapped)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is not there.", path);
        IndexFileSeal.Verify(path, readsAll: !mapped);
        nint index;
        int code = mapped
            ? IvfIndexNative.recsys_ivf_map(path, out index)
            : IvfIndexNative.recsys_ivf_load(path, out index);
        if ((NativeStatus)code == NativeStatus.DamagedFile)
            throw new InvalidDataException($"{path} is no inverted-file index: {NativeCall.LastErrorText()}");
        NativeCall.ThrowIfFailed(code);
        return new IvfIndex(index);
    }

    /// <summary>Saves the index in FAISS's format, which FAISS itself reads, followed by a checksum.</summary>
    /// <exception cref="NativeException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_save(_handle, path));
        IndexFileSeal.Append(path);
    }

    /// <summary>The vectors with the largest inner products, best first, on the calling thread alone.</summary>
    /// <param name="query">One vector, finite.</param>
    /// <param name="nprobe">Lists to look into, above 0; more find more and take longer. Above <see cref="Lists"/>
    /// means all.</param>
    /// <param name="ids">Filled with ids; its length is how many are wanted, above 0.</param>
    /// <param name="scores">Filled with inner products; as long as <paramref name="ids"/>.</param>
    /// <returns>How many were found: fewer than wanted where the lists hold fewer. What follows them is
    /// undefined.</returns>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="NativeException">The query has a value that is not finite.</exception>
    public unsafe int Search(ReadOnlySpan<float> query, int nprobe, Span<long> ids, Span<float> scores)
    {
        RequireQuery(query, Dimension);
        RequireRoom(ids, scores);
        fixed (float* values = query, found = scores)
        fixed (long* names = ids)
        {
            NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_search(
                _handle, values, ids.Length, nprobe, names, found, out long count));
            return (int)count;
        }
    }

    /// <summary>Adds vectors to the lists as they are.</summary>
    /// <param name="vectors">[n, dimension], finite.</param>
    /// <param name="ids">n ids, 0 or above, not in the index yet.</param>
    /// <exception cref="ArgumentException">The lengths do not fit one another.</exception>
    /// <exception cref="NativeException">An id is in the index already, or a value is not finite; nothing was
    /// added.</exception>
    public unsafe void Add(ReadOnlySpan<float> vectors, ReadOnlySpan<long> ids)
    {
        RequireShape(vectors, Dimension, ids);
        fixed (float* values = vectors)
        fixed (long* names = ids)
            NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_add(_handle, values, ids.Length, names));
    }

    /// <summary>Removes vectors; ids that are not there are passed over.</summary>
    /// <returns>How many were removed.</returns>
    public unsafe long Remove(ReadOnlySpan<long> ids)
    {
        fixed (long* names = ids)
        {
            NativeCall.ThrowIfFailed(
                IvfIndexNative.recsys_ivf_remove(_handle, names, ids.Length, out long removed));
            return removed;
        }
    }

    /// <summary>Copies the centroids of the lists.</summary>
    /// <param name="values">Filled with [<see cref="Lists"/>, <see cref="Dimension"/>].</param>
    /// <exception cref="NativeException">There is too little room.</exception>
    public unsafe void CopyCentroids(Span<float> values)
    {
        fixed (float* place = values)
            NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_centroids(_handle, place, values.Length));
    }

    /// <summary>Vectors of one list.</summary>
    /// <param name="list">The list, from 0.</param>
    /// <exception cref="NativeException">There is no such list.</exception>
    public int SizeOf(int list)
    {
        NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_list_size(_handle, list, out long size));
        return checked((int)size);
    }

    /// <summary>Copies one list.</summary>
    /// <param name="list">The list, from 0.</param>
    /// <param name="ids">Filled with ids; as long as the list.</param>
    /// <param name="vectors">Filled with [ids, <see cref="Dimension"/>]; empty leaves them out.</param>
    /// <exception cref="ArgumentException">There is too little room for the vectors.</exception>
    /// <exception cref="NativeException">There is no such list, or it is of another length.</exception>
    public unsafe void CopyList(int list, Span<long> ids, Span<float> vectors)
    {
        if (!vectors.IsEmpty) RequireShape(vectors, Dimension, ids);
        fixed (long* names = ids)
        fixed (float* values = vectors)
            NativeCall.ThrowIfFailed(
                IvfIndexNative.recsys_ivf_list(_handle, list, names, values, ids.Length));
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    internal static void RequireShape(ReadOnlySpan<float> vectors, int dimension, ReadOnlySpan<long> ids)
    {
        if (vectors.Length != (long)ids.Length * dimension)
            throw new ArgumentException(
                $"{ids.Length} ids of dimension {dimension} need {(long)ids.Length * dimension} values, "
                + $"not {vectors.Length}.",
                nameof(vectors));
    }

    internal static void RequireQuery(ReadOnlySpan<float> query, int dimension)
    {
        if (query.Length != dimension)
            throw new ArgumentException($"A query has {dimension} values, not {query.Length}.", nameof(query));
    }

    internal static void RequireRoom(ReadOnlySpan<long> ids, ReadOnlySpan<float> scores)
    {
        if (ids.IsEmpty) throw new ArgumentException("Room for at least one result is needed.", nameof(ids));
        if (scores.Length != ids.Length)
            throw new ArgumentException(
                $"There is room for {ids.Length} ids and {scores.Length} scores.", nameof(scores));
    }

    private IvfInfo Describe()
    {
        NativeCall.ThrowIfFailed(IvfIndexNative.recsys_ivf_describe(_handle, out var info));
        return info;
    }
}
