namespace Recsys.Training.Evaluation;

/// <summary>Listens to a training's progress, passes it on, and keeps the losses it tells.</summary>
internal sealed class LearningCurves(IProgress<TrainingProgress>? to) : IProgress<TrainingProgress>
{
    private const int MostPoints = 200;
    private readonly List<(string Stage, List<LearningPoint> Points)> _stages = [];
    private readonly Lock _gate = new();

    public void Report(TrainingProgress value)
    {
        if (value.Loss is { } loss && double.IsFinite(loss)) Keep(value.Stage, new LearningPoint(value.Fraction, loss));
        to?.Report(value);
    }

    public IReadOnlyList<LearningCurve> ToReport()
    {
        lock (_gate) return [.. _stages.Select(one => new LearningCurve(one.Stage, Thinned(one.Points)))];
    }

    private void Keep(string stage, LearningPoint point)
    {
        lock (_gate)
        {
            int at = _stages.FindIndex(one => one.Stage == stage);
            if (at < 0)
            {
                at = _stages.Count;
                _stages.Add((stage, []));
            }
            _stages[at].Points.Add(point);
        }
    }

    private static LearningPoint[] Thinned(List<LearningPoint> points)
    {
        int step = (points.Count + MostPoints - 1) / MostPoints;
        // The last one is where training ended: it stays.
        return [.. points.Where((_, i) => i % step == 0 || i == points.Count - 1)];
    }
}
