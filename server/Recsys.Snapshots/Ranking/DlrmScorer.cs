using Recsys.Models;
using Recsys.Models.Ranking;
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
    private readonly RequestUsers _users;
    private readonly TorchModule _ranker;
    private readonly RequestScratch<RankerInputs> _scratch;

    private DlrmScorer(ModelFeatures features, RequestUsers users, RankerDescription shape, TorchModule ranker)
    {
        (_features, _users, _ranker) = (features, users, ranker);
        _scratch = new(() => new RankerInputs(shape, 1, Batch));
    }

    /// <inheritdoc/>
    public string Name => "dlrm";

    /// <summary>Loads a version's ranker.</summary>
    /// <param name="version">The version.</param>
    /// <param name="features">Its features.</param>
    /// <param name="users">Its users, who stay the caller's.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static DlrmScorer Load(ModelVersion version, ModelFeatures features, RequestUsers users)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(users);
        return new DlrmScorer(
            features, users, Describe(version), TorchModule.Load(version.FilePath(ModelArtifacts.Ranker)));
    }

    /// <inheritdoc/>
    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (rows.IsEmpty) return;
        var user = _users.Of(context);
        var inputs = _scratch.Rent();
        try
        {
            for (int from = 0; from < rows.Length; from += Batch)
            {
                int count = Math.Min(Batch, rows.Length - from);
                inputs.Gather(_features.Workflow, user.Items, user.Profile, user.Vectors, user.Vector,
                    rows.Slice(from, count));
                Forward(inputs, scores.Slice(from, count));
            }
        }
        finally
        {
            _scratch.Return(inputs);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _ranker.Dispose();

    private void Forward(RankerInputs inputs, Span<float> scores)
    {
        int written = DlrmModule.Run(_ranker, DlrmModule.ForwardMethod, inputs, scores);
        if (written != scores.Length)
            throw new InvalidDataException($"The ranker gave {written} scores for {scores.Length} products.");
    }

    private static RankerDescription Describe(ModelVersion version)
    {
        if (!version.HasFile(ModelArtifacts.RankerDescription)) return RankerDescription.Standard;
        using var stream = File.OpenRead(version.FilePath(ModelArtifacts.RankerDescription));
        return RankerDescriptionFile.Load(stream);
    }
}
