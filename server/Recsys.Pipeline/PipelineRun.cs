using System.Diagnostics;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Pipeline.Telemetry;

namespace Recsys.Pipeline;

/// <summary>One request on its way: what the stages hand on, and what is recorded of them.</summary>
internal sealed class PipelineRun : IDisposable
{
    private readonly HistoryPool _histories;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Activity? _activity;
    private readonly StageFigures[] _stages;
    private List<Degradation>? _degraded;
    private RecommendationContext? _context;
    private uint _applying;

    public PipelineRun(
        PipelineDefinition pipeline, RecommendationRequest request, HistoryPool histories, TimeProvider time)
    {
        Pipeline = pipeline;
        Request = request;
        _histories = histories;
        User = histories.Rent();
        _time = time;
        _started = time.GetTimestamp();
        _activity = PipelineTelemetry.Activities.StartActivity("pipeline");
        _activity?.SetTag("recsys.pipeline", pipeline.Name);
        _stages = new StageFigures[(int)Stage.Order + 1];
        for (int i = 0; i < _stages.Length; i++) _stages[i] = new StageFigures((Stage)i, 0, 0, 0);
        Sources = new SourceFigures[pipeline.Sources.Count];
        for (int i = 0; i < Sources.Length; i++)
            Sources[i] = new SourceFigures(pipeline.SourceNames[i], 0, 0, 0, 0, false);
        // A page cannot be larger than what was ranked for it.
        Wanted = Math.Max(request.CandidateCount, request.PageSize);
        Found = new CandidateMerge(Wanted, PipelineLimits.MaxExamined);
    }

    public PipelineDefinition Pipeline { get; }

    /// <summary>Whether nobody asked for this page, so that it counts nowhere.</summary>
    public bool IsRehearsal { get; init; }

    public RecommendationRequest Request { get; }

    /// <summary>Candidates wanted of retrieval, and the most that are ranked.</summary>
    public int Wanted { get; }

    /// <summary>What is known of the user; nothing until hydration, and lent until the run ends.</summary>
    public UserHistory User { get; }

    /// <summary>What every stage sees; set by hydration.</summary>
    public RecommendationContext Context
    {
        get => _context!;
        set
        {
            _context = value;
            // Asked once: what a source rests on may change while the request runs.
            for (int i = 0; i < Pipeline.Sources.Count; i++)
                if (Pipeline.Sources[i].Source.AppliesTo(value)) _applying |= 1u << i;
        }
    }

    /// <summary>All candidates, with the fates the filters gave them.</summary>
    public CandidateMerge Found { get; }

    /// <summary>The candidates that passed the filters; set when filtering is over.</summary>
    public CandidateBatch? Kept { get; set; }

    /// <summary>Candidates of <see cref="Found"/> that the filters have seen.</summary>
    public int Filtered { get; set; }

    /// <summary>Candidates of <see cref="Found"/> that passed the filters.</summary>
    public int Passed { get; set; }

    public SourceFigures[] Sources { get; }

    public IReadOnlyList<StageFigures> Stages => _stages;

    public IReadOnlyList<Degradation> Degraded => _degraded ?? (IReadOnlyList<Degradation>)[];

    public int RefillRounds { get; private set; }

    /// <summary>Whether the filters left too few for the page and there is a round left to ask for more.</summary>
    public bool NeedsRefill() =>
        Passed < Request.PageSize && RefillRounds < PipelineLimits.MaxRefillRounds
        && Found.Batch.Count < Found.Limit && AnySourceHasMore();

    /// <summary>Whether a source has anything to go on for this request.</summary>
    public bool Applies(int source) => (_applying & 1u << source) != 0;

    /// <summary>
    /// Whether a source may have more: it did not fail and was not asked yet, or gave all it was asked for.
    /// </summary>
    public bool HasMore(int source) =>
        Applies(source) && Sources[source] is { Failed: false } figures
        && (figures.Asked == 0 || figures.Found == figures.Asked);

    public void BeginRefill()
    {
        RefillRounds++;
        if (!IsRehearsal) PipelineTelemetry.Refills.Add(1, PipelineTelemetry.Tag("pipeline", Pipeline.Name));
    }

    public StageSpan Measure(Stage stage) => new(this, stage);

    public long Timestamp() => _time.GetTimestamp();

    public double MicrosecondsSince(long started) => _time.GetElapsedTime(started).TotalMicroseconds;

    public double TotalMicroseconds() => MicrosecondsSince(_started);

    public StageFigures FiguresOf(Stage stage) => _stages[(int)stage];

    public void AddTime(Stage stage, double microseconds)
    {
        ref var figures = ref _stages[(int)stage];
        figures = figures with { Microseconds = figures.Microseconds + microseconds };
    }

    public void SetCounts(Stage stage, int candidatesIn, int candidatesOut)
    {
        ref var figures = ref _stages[(int)stage];
        figures = figures with { CandidatesIn = candidatesIn, CandidatesOut = candidatesOut };
    }

    /// <summary>Notes a part that failed; it is named in the answer and counted.</summary>
    public void Degrade(Stage stage, string component, Exception error)
    {
        _degraded ??= [];
        _degraded.Add(new Degradation(stage, component, error));
        Activity.Current?.AddException(error);
        if (IsRehearsal) return;
        PipelineTelemetry.Degradations.Add(
            1, PipelineTelemetry.Tag("pipeline", Pipeline.Name), PipelineTelemetry.Tag("stage", StageNames.Of(stage)),
            PipelineTelemetry.Tag("component", component));
    }

    private bool AnySourceHasMore()
    {
        for (int i = 0; i < Sources.Length; i++)
            if (HasMore(i)) return true;
        return false;
    }

    /// <summary>Records the whole request and gives the pooled arrays back.</summary>
    public void Dispose()
    {
        if (!IsRehearsal) RecordDurations();
        _activity?.Dispose();
        Kept?.Dispose();
        Found.Dispose();
        _context?.Dispose();
        _histories.Return(User);
    }

    private void RecordDurations()
    {
        var pipeline = PipelineTelemetry.Tag("pipeline", Pipeline.Name);
        if (PipelineTelemetry.RequestDuration.Enabled)
            PipelineTelemetry.RequestDuration.Record(TotalMicroseconds() * 1e-6, pipeline);
        if (PipelineTelemetry.StageDuration.Enabled || PipelineTelemetry.StageCandidates.Enabled)
            foreach (var stage in _stages)
            {
                var name = PipelineTelemetry.Tag("stage", StageNames.Of(stage.Stage));
                PipelineTelemetry.StageDuration.Record(stage.Microseconds * 1e-6, pipeline, name);
                PipelineTelemetry.StageCandidates.Record(stage.CandidatesOut, pipeline, name);
            }
    }
}
