using System.Buffers;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.TwoTower;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Live;

/// <summary>
/// Nearest products by inner product, as the catalogue is now: products that come, change or go are in their lists with
/// the next search. Searches run on any number of threads and wait for nothing. One writer.
/// </summary>
public sealed class LiveIndex : ISnapshotIndex
{
    // More that a customer is known to have bought is left to the screen alone.
    private const int MostExtra = 1024;

    private readonly ListIndex _index;
    private readonly RecallSampler _recall;
    private readonly ProductFacets _facets;

    /// <summary>Begins with an index.</summary>
    /// <param name="index">The index, by catalogue row.</param>
    /// <param name="products">The catalogue.</param>
    /// <param name="options">How its recall is watched.</param>
    internal LiveIndex(ListIndex index, ProductColumns products, LiveOptions options)
        : this(index, new ProductFacets(products), options)
    {
    }

    private LiveIndex(ListIndex index, ProductFacets facets, LiveOptions options)
    {
        _index = index;
        _facets = facets;
        _recall = new RecallSampler(index, options);
    }

    /// <summary>Loads a version's index and puts the products that came after training into it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="features">Its features.</param>
    /// <param name="products">The catalogue.</param>
    /// <param name="options">How its recall is watched.</param>
    /// <exception cref="InvalidDataException">The index is damaged, or does not fit the other files.</exception>
    public static LiveIndex Load(
        ModelVersion version, ModelFeatures features, ProductColumns products, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        var table = version.HasFile(ModelArtifacts.IndexProbes)
            ? ProbeTable.Load(version.FilePath(ModelArtifacts.IndexProbes))
            : null;
        // One processor is at it for a while, and nobody needs the other's part.
        var facets = Task.Run(() => new ProductFacets(products));
        var index = Lists(version, features, table);
        AddNewcomers(index, features);
        return new LiveIndex(index, facets.GetAwaiter().GetResult(), options);
    }

    /// <inheritdoc/>
    public long Count => _index.Count;

    /// <inheritdoc/>
    public double? Recall => _recall.Recall;

    /// <inheritdoc/>
    public double? RecallAlarm => _recall.Alarm;

    /// <summary>The products with the largest inner products, best first.</summary>
    /// <param name="query">One vector, finite.</param>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with inner products; as long.</param>
    /// <returns>How many were found.</returns>
    public int Search(ReadOnlySpan<float> query, Span<int> rows, Span<float> scores) =>
        _index.Search(query, rows, scores);

    /// <summary>The products with the largest inner products that a request may be shown, best first.</summary>
    /// <param name="context">The request.</param>
    /// <param name="query">One vector, finite.</param>
    /// <param name="rows">Filled with catalogue rows; its length is how many are wanted.</param>
    /// <param name="scores">Filled with inner products; as long.</param>
    /// <returns>How many were found.</returns>
    public int Search(RecommendationContext context, ReadOnlySpan<float> query, Span<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (rows.IsEmpty) return 0;
        var request = context.Request;
        if (!request.Filter.IsEmpty && TrySearchFew(context, query, rows, scores, out int few)) return few;
        int known = request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
        int extra = Math.Min(known + request.ExcludedRows.Count + 1, MostExtra);
        var ask = new SearchAsk(context.Screen, Selective: !request.Filter.IsEmpty, extra);
        int found = _index.Search(query, rows, scores, ask);
        if (_recall.TryBegin()) _recall.Begin(query, rows.Length);
        return found;
    }

    /// <summary>Takes in products that came or changed, and takes out those that are gone.</summary>
    /// <param name="put">Those that came or changed; their vectors are in the table.</param>
    /// <param name="gone">Those that are gone.</param>
    /// <param name="vectors">The vectors by catalogue row from now on.</param>
    internal void Update(ReadOnlySpan<int> put, ReadOnlySpan<int> gone, ItemVectors vectors)
    {
        _index.Update(put, gone, vectors);
        _facets.Update(put);
    }

    // A category or a brand of few products is looked through whole: nothing of it is missed.
    private bool TrySearchFew(
        RecommendationContext context, ReadOnlySpan<float> query, Span<int> rows, Span<float> scores, out int found)
    {
        var filter = context.Request.Filter;
        found = 0;
        int count = _facets.CountOf(filter, out bool byBrand);
        if (count < 0 || !_index.ComparingIsCheaper(count, rows.Length)) return false;
        int[] among = ArrayPool<int>.Shared.Rent(Math.Max(count, 1));
        try
        {
            count = _facets.Copy(filter, byBrand, among.AsSpan(0, Math.Max(count, 1)));
            found = _index.SearchAmong(among.AsSpan(0, count), query, rows, scores, context.Screen);
            return true;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(among);
        }
    }

    private static ListIndex Lists(ModelVersion version, ModelFeatures features, ProbeTable? table)
    {
        int[] rows = features.Rows.CatalogueRows.ToArray();
        if (version.PathOf(ModelArtifacts.ItemLists) is { } lists)
            return ListIndex.Map(lists, rows, features.Vectors, table);
        using var trained = IvfIndex.Map(version.FilePath(ModelArtifacts.ItemIndex));
        return ListIndex.Of(trained, rows, features.Vectors, table);
    }

    // Products that the model does not know have vectors of their content.
    private static void AddNewcomers(ListIndex index, ModelFeatures features)
    {
        var rows = new List<int>();
        for (int row = 0; row < features.Vectors.Rows; row++)
            if (features.Rows.ToModel(row) < 0 && features.Vectors[row].ContainsAnyExcept(0f)) rows.Add(row);
        if (rows.Count > 0) index.Update(rows.ToArray(), [], features.Vectors);
    }
}
