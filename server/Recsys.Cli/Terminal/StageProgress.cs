namespace Recsys.Cli.Terminal;

/// <summary>Shows fractions as the progress of one stage.</summary>
internal sealed class StageProgress(IProgress<ProgressStep> to, string stage) : IProgress<double>
{
    public void Report(double value) => to.Report(new(stage, value));
}
