namespace Recsys.Bench;

/// <summary>Reports the fraction of one stage.</summary>
internal sealed class StepProgress(IProgress<BenchStep> to, string stage) : IProgress<double>
{
    public void Report(double value) => to.Report(new BenchStep(stage, value));
}
