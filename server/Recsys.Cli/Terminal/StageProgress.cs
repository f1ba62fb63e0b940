namespace Recsys.Cli.Terminal;

/// <summary>Shows fractions as the progress of one stage.</summary>
/// <param name="to">Gets the steps.</param>
/// <param name="stage">Name of the stage.</param>
/// <param name="most">Part of the stage that is done when the fraction is 1.</param>
internal sealed class StageProgress(IProgress<ProgressStep> to, string stage, double most = 1) : IProgress<double>
{
    public void Report(double value) => to.Report(new(stage, value * most));
}
