using Recsys.Models;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Ranking;

/// <summary>
/// DLRM over the candidates: the chance that the user buys the product within the horizon of training. Inputs are
/// gathered in one pass over columns into reused arrays; one call of the model per 512 candidates.
/// </summary>
public sealed class DlrmScorer : IScorer, IDisposable
{
    // With more at once the model's temporaries outgrow what malloc keeps, and every call pays for fresh pages.
    private const int Batch = 512;

    private readonly ModelFeatures _features;
    private readonly UserTower _tower;
    private readonly TorchModule _ranker;
    private readonly RequestScratch<Scratch> _scratch;

    private DlrmScorer(ModelFeatures features, UserTower tower, TorchModule ranker)
    {
        (_features, _tower, _ranker) = (features, tower, ranker);
        _scratch = new(() => new Scratch(tower.Dimension));
    }

    /// <inheritdoc/>
    public string Name => "dlrm";

    /// <summary>Loads a version's ranker.</summary>
    /// <param name="version">The version.</param>
    /// <param name="features">Its features.</param>
    /// <param name="tower">Its user tower, which stays the caller's.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static DlrmScorer Load(ModelVersion version, ModelFeatures features, UserTower tower)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(tower);
        return new DlrmScorer(features, tower, TorchModule.Load(version.FilePath(ModelArtifacts.Ranker)));
    }

    /// <inheritdoc/>
    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (rows.IsEmpty) return;
        var scratch = _scratch.Rent();
        try
        {
            var now = _features.Now;
            var profile = scratch.Profile;
            profile.Load(_features.Workflow, now.Items, _features.Neighbors, context.User, context.Country,
                _features.TimeOf(context));
            profile.Normalize(_features.Workflow.UserDense);
            _tower.Encode(profile, scratch.Vector);
            for (int from = 0; from < rows.Length; from += Batch)
            {
                int count = Math.Min(Batch, rows.Length - from);
                scratch.Inputs.Gather(_features.Workflow, now.Items, profile, now.Vectors, scratch.Vector,
                    rows.Slice(from, count));
                Forward(scratch.Inputs, scores.Slice(from, count));
            }
        }
        finally
        {
            _scratch.Return(scratch);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ranker.Dispose();

    private void Forward(RankerInputs inputs, Span<float> scores)
    {
        int written = _ranker.Forward("forward",
        [
            TorchInput.FromFloats(inputs.UserDense, inputs.Users, RankerInputs.UserDenseColumns),
            TorchInput.FromInt64(inputs.UserIds, inputs.Users, RankerInputs.UserIdColumns),
            TorchInput.FromInt64(inputs.UserOfItem, inputs.Items),
            TorchInput.FromFloats(inputs.ItemDense, inputs.Items, RankerInputs.ItemDenseColumns),
            TorchInput.FromInt64(inputs.ItemIds, inputs.Items, RankerInputs.ItemIdColumns),
            TorchInput.FromFloats(inputs.Cross, inputs.Items, RankerInputs.CrossColumns),
        ], scores);
        if (written != scores.Length)
            throw new InvalidDataException($"The ranker gave {written} scores for {scores.Length} products.");
    }

    private sealed class Scratch(int dimension)
    {
        public UserProfile Profile { get; } = new();
        public RankerInputs Inputs { get; } = new(1, Batch);
        public float[] Vector { get; } = new float[dimension];
    }
}
