using Recsys.Models.Repository;
using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Scoring;
using Recsys.Snapshots;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;

namespace Recsys.Training.Mixing;

/// <summary>
/// Learns a mix from a version that knows nothing of what its customers did next: the version is opened and served as
/// any other, and its sources and its ranker are asked through the real pipeline.
/// </summary>
internal sealed class MixLearner : IDisposable
{
    /// <summary>Candidates of a request, as clients ask unless they say otherwise.</summary>
    public const int Candidates = 500;

    private readonly InteractionTable _past;
    private readonly long _nowMs;
    private readonly CancellationToken _cancellation;
    private readonly ProductColumns _products = new();
    private readonly ReplayedHistories _histories;
    private readonly PipelineSnapshot _snapshot;
    private PipelineDefinition _home;
    private SourceRecorder? _asked;

    /// <summary>Opens the version.</summary>
    /// <param name="version">The version, of the table's items.</param>
    /// <param name="past">What it knows.</param>
    /// <param name="nowMs">Time of the requests.</param>
    /// <param name="without">Sources to do without.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    public MixLearner(
        ModelVersion version, InteractionTable past, long nowMs, IReadOnlyCollection<string> without,
        CancellationToken cancellation)
    {
        (_past, _nowMs, _cancellation) = (past, nowMs, cancellation);
        foreach (var product in past.Products) _products.Upsert(product);
        _histories = new ReplayedHistories(past);
        _snapshot = SnapshotLoader.Load(version, _products, new SnapshotOptions { WithoutSources = without });
        _home = _snapshot.Pipelines["home"];
    }

    /// <summary>Asks every source for what shares are learned from.</summary>
    /// <param name="newProducts">Requests that leave out what is known.</param>
    /// <param name="allProducts">Requests that do not.</param>
    public void AskSources(IReadOnlyList<EvaluationCase> newProducts, IReadOnlyList<EvaluationCase> allProducts)
    {
        var recorder = new SourceRecorder(_home.Sources, Candidates);
        Run(newProducts, excludeKnown: true, recorder, one => recorder.Case = one, _home.Sources);
        Run(allProducts, excludeKnown: false, recorder, one => recorder.Case = one, _home.Sources);
        _asked = recorder;
    }

    /// <summary>Shares of the sources that were asked and are not spared, by name.</summary>
    public Dictionary<string, float> Shares()
    {
        var asked = _asked ?? throw new InvalidOperationException("No source was asked.");
        WeightedSource[] sources = [.. _home.Sources.Where(asked.Answered)];
        double[] learned = ShareFit.Of([.. asked.ListsOf(sources)], sources.Length, Candidates);
        return Enumerable.Range(0, learned.Length)
            .ToDictionary(source => sources[source].Source.Name, source => (float)learned[source]);
    }

    /// <summary>Goes on without some sources.</summary>
    /// <param name="needless">Their names.</param>
    public void Spare(IReadOnlyCollection<string> needless)
    {
        var sources = _home.Sources.Where(one => !needless.Contains(one.Source.Name)).ToList();
        _home = _home with { Sources = sources, Scorer = ((MixScorer)_home.Scorer).Of(sources) };
    }

    /// <summary>Names of what the lists hold beside the ranker's log odds.</summary>
    public IReadOnlyList<string> Signals => ((MixScorer)_home.Scorer).Signals.Names;

    /// <summary>What ranker and signals say of candidates.</summary>
    /// <param name="cases">The requests, and what was wanted.</param>
    /// <param name="newProducts">Whether what is known is left out.</param>
    /// <param name="shares">Shares of the sources.</param>
    public IReadOnlyList<MixList> Lists(
        IReadOnlyList<EvaluationCase> cases, bool newProducts, IReadOnlyDictionary<string, float> shares)
    {
        var mix = (MixScorer)_home.Scorer;
        var recorder = new MixRecorder(mix);
        Run(
            cases, newProducts, recorder, one => recorder.Case = one, HomeSources.WithShares(_home.Sources, shares));
        return recorder.Lists;
    }

    public void Dispose() => _snapshot.Free();

    private void Run(
        IReadOnlyList<EvaluationCase> cases, bool excludeKnown, IScorer scorer, Action<EvaluationCase> begin,
        IReadOnlyList<WeightedSource> sources)
    {
        using var holder = new SnapshotHolder();
        // What the sources read belongs to the version's own snapshot, which outlives this one.
        holder.Replace(new PipelineSnapshot(
            _snapshot.ModelVersion, [_home with { Sources = sources, Scorer = scorer }]));
        var pipeline = new RecommendationPipeline(holder, _products, _histories, TimeProvider.System);
        foreach (var one in cases)
        {
            _cancellation.ThrowIfCancellationRequested();
            begin(one);
            // Histories are in memory, so the call never waits.
            var result = pipeline.ExecuteAsync(Request(one, excludeKnown), _cancellation)
                .AsTask().GetAwaiter().GetResult();
            if (result.Degraded.Count > 0)
                throw new TrainingException(
                    $"'{result.Degraded[0].Component}' failed while the mix was learned.", result.Degraded[0].Error);
        }
    }

    private RecommendationRequest Request(EvaluationCase one, bool excludeKnown) => new()
    {
        CustomerId = _past.UserIds[one.User],
        CandidateCount = Candidates,
        ExcludePurchased = excludeKnown,
        ExcludedRows = excludeKnown
            ? MixCases.KnownTo(_past, one.User).Take(PipelineLimits.MaxListLength).ToHashSet()
            : NoRows,
        NowMs = _nowMs,
    };

    private static readonly HashSet<int> NoRows = [];
}
