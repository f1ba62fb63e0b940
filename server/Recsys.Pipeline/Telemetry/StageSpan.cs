using System.Diagnostics;

namespace Recsys.Pipeline.Telemetry;

/// <summary>Measures one pass through one stage; disposal records it.</summary>
internal readonly struct StageSpan : IDisposable
{
    private readonly PipelineRun _run;
    private readonly Stage _stage;
    private readonly Activity? _activity;
    private readonly long _started;

    public StageSpan(PipelineRun run, Stage stage)
    {
        _run = run;
        _stage = stage;
        _activity = PipelineTelemetry.Activities.StartActivity(StageNames.Of(stage));
        _started = run.Timestamp();
    }

    public void Dispose()
    {
        _run.AddTime(_stage, _run.MicrosecondsSince(_started));
        if (_activity is null) return;
        var figures = _run.FiguresOf(_stage);
        _activity.SetTag("recsys.candidates_in", figures.CandidatesIn);
        _activity.SetTag("recsys.candidates_out", figures.CandidatesOut);
        _activity.Dispose();
    }
}
