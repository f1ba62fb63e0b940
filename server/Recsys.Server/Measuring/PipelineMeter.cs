using Recsys.Pipeline;

namespace Recsys.Server.Measuring;

/// <summary>Measures one pipeline.</summary>
internal sealed class PipelineMeter
{
    private readonly LatencyWindow[] _stages = new LatencyWindow[(int)Stage.Order + 1];

    public PipelineMeter(string name, MeasuringClock clock)
    {
        Name = name;
        Requests = new LatencyWindow(clock);
        Degradations = new SumWindow(clock);
        Sources = new NamedMeters<SourceMeter>(source => new SourceMeter(source, clock));
        for (int i = 0; i < _stages.Length; i++) _stages[i] = new LatencyWindow(clock);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Time of whole requests.</summary>
    public LatencyWindow Requests { get; }

    /// <summary>Time of one pass of each stage, by <see cref="Stage"/>.</summary>
    public IReadOnlyList<LatencyWindow> Stages => _stages;

    /// <summary>Its sources.</summary>
    public NamedMeters<SourceMeter> Sources { get; }

    /// <summary>Parts that were done without.</summary>
    public SumWindow Degradations { get; }

    /// <summary>Records a pass of the stage of a name; other names are of no stage and count nowhere.</summary>
    public void RecordStage(string name, double seconds)
    {
        for (int i = 0; i < _stages.Length; i++)
            if (StageNames.Of((Stage)i) == name) _stages[i].Record(seconds);
    }
}
