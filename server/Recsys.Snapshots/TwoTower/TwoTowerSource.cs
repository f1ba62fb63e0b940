using System.Buffers;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.TwoTower;

/// <summary>
/// Products whose vectors are nearest to the user's: the user tower at request time, an inverted-file index.
/// </summary>
public sealed class TwoTowerSource : ICandidateSource, IDisposable
{
    private const int MostExtra = 1024;

    private readonly ModelFeatures _features;
    private readonly UserTower _tower;
    private readonly IvfIndex _index;
    private readonly int _count;
    private readonly RequestScratch<Scratch> _scratch;

    private TwoTowerSource(ModelFeatures features, UserTower tower, IvfIndex index)
    {
        (_features, _tower, _index) = (features, tower, index);
        _count = (int)index.Count;
        _scratch = new(() => new Scratch(tower.Dimension));
    }

    /// <inheritdoc/>
    public string Name => "two_tower";

    /// <summary>Vectors of all products.</summary>
    internal IvfIndex Index => _index;

    /// <summary>Loads a version's index and puts the products that came after training into it.</summary>
    /// <param name="version">The version.</param>
    /// <param name="features">Its features.</param>
    /// <param name="tower">Its user tower, which stays the caller's.</param>
    /// <exception cref="InvalidDataException">The index is damaged, or does not fit the other files.</exception>
    public static TwoTowerSource Load(ModelVersion version, ModelFeatures features, UserTower tower)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(tower);
        var index = IvfIndex.Load(version.FilePath(ModelArtifacts.ItemIndex));
        try
        {
            if (index.Dimension != features.Vectors.Dimension)
                throw new InvalidDataException(
                    $"{ModelArtifacts.ItemIndex} holds vectors of {index.Dimension} numbers, "
                    + $"the version's have {features.Vectors.Dimension}.");
            AddNewcomers(index, features);
            return new TwoTowerSource(features, tower, index);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Retrieve(RecommendationContext context, Span<int> rows, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Without a history the vector would say no more than the popular source does.
        if (rows.IsEmpty || context.User.IsEmpty) return 0;
        int known = context.Request.ExcludePurchased ? context.User.PurchasedRows.Count : 0;
        int extra = Math.Min(known + context.Request.ExcludedRows.Count + 1, MostExtra);
        int wanted = Math.Min(_count, rows.Length + extra);
        var scratch = _scratch.Rent();
        long[] ids = ArrayPool<long>.Shared.Rent(wanted);
        float[] found = ArrayPool<float>.Shared.Rent(wanted);
        try
        {
            // The towers need no affinities: the item-to-item table stays out of it.
            scratch.Profile.Load(
                _features.Workflow, _features.Items, ItemNeighbors.None, context.User, context.Country,
                _features.TimeOf(context));
            scratch.Profile.Normalize(_features.Workflow.UserDense);
            _tower.Encode(scratch.Profile, scratch.Vector);
            int count = _index.Search(
                scratch.Vector, _index.ProbesFor(wanted), ids.AsSpan(0, wanted), found.AsSpan(0, wanted));
            return Keep(context, ids.AsSpan(0, count), found, rows, scores);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(found);
            _scratch.Return(scratch);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _index.Dispose();

    private int Keep(
        RecommendationContext context, ReadOnlySpan<long> ids, ReadOnlySpan<float> found, Span<int> rows,
        Span<float> scores)
    {
        int kept = 0;
        for (int i = 0; i < ids.Length && kept < rows.Length; i++)
        {
            int row = RowOf(ids[i]);
            if (row < 0 || RuledOut.Is(context, row)) continue;
            rows[kept] = row;
            scores[kept++] = found[i];
        }
        return kept;
    }

    /// <summary>Catalogue row of an id of the index, or −1.</summary>
    internal int RowOf(long id) =>
        id < _features.Rows.Count ? _features.Rows.ToCatalogue((int)id) : (int)(id - _features.Rows.Count);

    // Ids of the model's products are their model rows; those of newcomers follow, by catalogue row.
    private static void AddNewcomers(IvfIndex index, ModelFeatures features)
    {
        int dimension = index.Dimension;
        var ids = new List<long>();
        var vectors = new List<float>();
        for (int row = 0; row < features.Items.Rows; row++)
        {
            if (features.Rows.ToModel(row) >= 0) continue;
            var vector = features.Vectors[row];
            if (!vector.ContainsAnyExcept(0f)) continue;
            ids.Add(features.Rows.Count + (long)row);
            vectors.AddRange(vector);
        }
        if (ids.Count > 0)
            index.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(vectors),
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids));
    }

    private sealed class Scratch(int dimension)
    {
        public UserProfile Profile { get; } = new();
        public float[] Vector { get; } = new float[dimension];
    }
}
