using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots.TwoTower;

namespace Recsys.Snapshots.Ranking;

/// <summary>
/// The version's ranker over the candidates: the chance that the user buys the product within the horizon of training.
/// Inputs are gathered in one pass over columns into reused arrays and computed by kernels of our own, where they do
/// what the version's TorchScript does (<see cref="Route"/>), else by libtorch. Where only the best of many are wanted,
/// all are looked through with 8 bits a number, and those who can be among the best are scored as ever.
/// </summary>
public sealed class DlrmScorer : IScreeningScorer, IDisposable
{
    // With more at once libtorch's temporaries outgrow what malloc keeps, and every call pays for fresh pages; and the
    // kernels find in a near cache what was gathered just before.
    private const int Batch = 512;

    private readonly ModelFeatures _features;
    private readonly RequestUsers _users;
    private readonly TorchModule? _module;
    private readonly FusedDlrm? _fused;
    private readonly RequestScratch<RankerInputs> _scratch;
    private readonly RequestScratch<Screening> _screenings = new(() => new Screening());

    private DlrmScorer(
        ModelFeatures features, RequestUsers users, RankerDescription shape, TorchModule? module, FusedDlrm? fused,
        RankerRoute route)
    {
        (_features, _users, _module, _fused, Route) = (features, users, module, fused, route);
        Name = RankerKinds.NameOf(shape.Kind);
        _scratch = new(() => new RankerInputs(shape, 1, Batch));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Which way it is computed.</summary>
    public RankerRoute Route { get; }

    /// <summary>Loads a version's ranker, and decides which way it is computed.</summary>
    /// <param name="version">The version.</param>
    /// <param name="features">Its features.</param>
    /// <param name="users">Its users, who stay the caller's.</param>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static DlrmScorer Load(ModelVersion version, ModelFeatures features, RequestUsers users)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(users);
        return Of(RankerWeights.Load(version), features, users);
    }

    /// <summary>Decides which way a ranker that was read is computed, by real products.</summary>
    /// <param name="read">The ranker, which is this scorer's from here on.</param>
    /// <param name="features">Its features.</param>
    /// <param name="users">Its users, who stay the caller's.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal static DlrmScorer Of(RankerWeights read, ModelFeatures features, RequestUsers users)
    {
        try
        {
            var (shape, module) = (read.Shape, read.Module);
            var route = RouteOf(read, features);
            if (route.IsFused)
            {
                // Of a large catalogue its tables are gigabytes, and the kernels have their own.
                module.Dispose();
                return new DlrmScorer(features, users, shape, null, read.Fused, route);
            }
            read.Fused?.Dispose();
            if (module.IsMapped)
            {
                // What serves is in memory whole, whatever becomes of the file.
                module.Dispose();
                module = TorchModule.Load(read.Path);
            }
            return new DlrmScorer(features, users, shape, module, null, route);
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Score(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, Span<float> scores)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (rows.IsEmpty) return;
        var user = _users.Of(context);
        var inputs = _scratch.Rent();
        var run = _fused?.Rent();
        try
        {
            ScoreAll(user, rows, inputs, run, isTold: false, scores);
        }
        finally
        {
            run?.Dispose();
            _scratch.Return(inputs);
        }
    }

    /// <inheritdoc/>
    public void ScoreBest(
        RecommendationContext context, ReadOnlySpan<int> rows, ReadOnlySpan<float> retrievalScores, int reach,
        Span<float> scores) => ScoreBestShifted(context, rows, 1, [], reach, scores);

    /// <inheritdoc/>
    public void ScoreBestShifted(
        RecommendationContext context, ReadOnlySpan<int> rows, float weight, ReadOnlySpan<float> offsets, int reach,
        Span<float> scores)
    {
        if (_fused is null || !Route.CanScreen || rows.Length < Screening.LeastCandidates)
        {
            Score(context, rows, [], scores);
            LogOdds.Shift(scores, weight, offsets);
            return;
        }
        var user = _users.Of(context);
        var inputs = _scratch.Rent();
        var run = _fused.Rent();
        var screening = _screenings.Rent();
        try
        {
            for (int from = 0; from < rows.Length; from += Batch)
            {
                int count = Math.Min(Batch, rows.Length - from);
                Gather(inputs, user, rows.Slice(from, count));
                if (from == 0) run.Tell(inputs);
                run.Screen(inputs, 0, scores.Slice(from, count));
            }
            LogOdds.Shift(scores, weight, offsets);
            var chosen = screening.Choose(scores, reach, weight * (float)Route.ScreeningError);
            if (chosen.IsEmpty)
            {
                ScoreAll(user, rows, inputs, run, isTold: true, scores);
                LogOdds.Shift(scores, weight, offsets);
            }
            else ScoreChosen(user, rows, weight, offsets, chosen, screening, inputs, run, scores);
        }
        finally
        {
            _screenings.Return(screening);
            run.Dispose();
            _scratch.Return(inputs);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fused?.Dispose();
        _module?.Dispose();
    }

    private static RankerRoute RouteOf(RankerWeights read, ModelFeatures features)
    {
        if (read.Fused is not { } fused) return RankerRoute.Unknown(read.Reason!);
        RankerParity.Calibrate(fused, features, read.Shape);
        return RankerRoute.Of((int)fused.Width, RankerParity.Measure(read.Module, fused, features, read.Shape));
    }

    private void ScoreChosen(
        UserState user, ReadOnlySpan<int> rows, float weight, ReadOnlySpan<float> offsets,
        ReadOnlySpan<int> chosen, Screening screening, RankerInputs inputs, FusedRun run, Span<float> scores)
    {
        var chosenRows = screening.Rows.AsSpan(0, chosen.Length);
        var chosenScores = screening.Scores.AsSpan(0, chosen.Length);
        for (int i = 0; i < chosen.Length; i++) chosenRows[i] = rows[chosen[i]];
        ScoreAll(user, chosenRows, inputs, run, isTold: true, chosenScores);
        if (!offsets.IsEmpty)
        {
            var chosenOffsets = screening.Offsets.AsSpan(0, chosen.Length);
            for (int i = 0; i < chosen.Length; i++) chosenOffsets[i] = offsets[chosen[i]];
            LogOdds.Shift(chosenScores, weight, chosenOffsets);
        }
        for (int i = 0; i < chosen.Length; i++) scores[chosen[i]] = chosenScores[i];
    }

    private void ScoreAll(
        UserState user, ReadOnlySpan<int> rows, RankerInputs inputs, FusedRun? run, bool isTold, Span<float> scores)
    {
        for (int from = 0; from < rows.Length; from += Batch)
        {
            int count = Math.Min(Batch, rows.Length - from);
            Gather(inputs, user, rows.Slice(from, count));
            if (run is null)
            {
                Forward(inputs, scores.Slice(from, count));
                continue;
            }
            if (from == 0 && !isTold) run.Tell(inputs);
            run.Score(inputs, 0, scores.Slice(from, count));
        }
    }

    private void Gather(RankerInputs inputs, UserState user, ReadOnlySpan<int> rows) => inputs.Gather(
        _features.Workflow, user.Items, user.Profile, user.Vectors, user.Vector, rows);

    private void Forward(RankerInputs inputs, Span<float> scores)
    {
        int written = RankerModule.Run(_module!, RankerModule.ForwardMethod, inputs, scores);
        if (written != scores.Length)
            throw new InvalidDataException($"The ranker gave {written} scores for {scores.Length} products.");
    }
}
