using System.Diagnostics;
using Spectre.Console;

namespace Recsys.Cli.Terminal;

/// <summary>
/// Shows how far a long piece of work has come: a bar where there is a terminal, a line every few seconds where there
/// is none. All of it goes to standard error.
/// </summary>
internal sealed class ProgressDisplay : IProgress<ProgressStep>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private readonly Action<ProgressStep, TimeSpan> _show;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<string, TimeSpan> _began = [];

    private ProgressDisplay(Action<ProgressStep, TimeSpan> show) => _show = show;

    /// <summary>Runs work and shows the progress it reports.</summary>
    public static async Task<T> RunAsync<T>(Func<IProgress<ProgressStep>, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work(new ProgressDisplay(new LineDisplay().Show));

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn())
            .StartAsync(context => work(new ProgressDisplay(new BarDisplay(context).Show)));
    }

    /// <inheritdoc/>
    public void Report(ProgressStep value)
    {
        lock (_gate)
        {
            if (!_began.TryGetValue(value.Stage, out var began)) _began[value.Stage] = began = _watch.Elapsed;
            _show(value, _watch.Elapsed - began);
        }
    }

    private sealed class BarDisplay(ProgressContext context)
    {
        private readonly Dictionary<string, ProgressTask> _tasks = [];

        public void Show(ProgressStep step, TimeSpan elapsed)
        {
            if (!_tasks.TryGetValue(step.Stage, out var task))
            {
                // A stage that begins ends the one before it.
                foreach (var other in _tasks.Values) other.Value = other.MaxValue;
                _tasks[step.Stage] = task = context.AddTask(step.Stage, maxValue: 1);
            }
            task.Value = Math.Clamp(step.Fraction, 0, 1);
            task.Description = Markup.Escape(step.Detail.Length == 0 ? step.Stage : $"{step.Stage}: {step.Detail}");
        }
    }

    private sealed class LineDisplay
    {
        private readonly Dictionary<string, TimeSpan> _shown = [];
        private readonly HashSet<string> _finished = [];

        public void Show(ProgressStep step, TimeSpan elapsed)
        {
            bool ended = step.Fraction >= 1;
            bool quiet = ended
                ? !_finished.Add(step.Stage)
                : _shown.TryGetValue(step.Stage, out var last) && elapsed - last < LineInterval;
            if (quiet) return;
            _shown[step.Stage] = elapsed;
            string detail = step.Detail.Length == 0 ? "" : $" ({step.Detail})";
            Say.Line(ended
                ? $"  {step.Stage}: done in {elapsed.TotalSeconds:0.0} s{detail}"
                : $"  {step.Stage}: {Math.Clamp(step.Fraction, 0, 1):P0}{detail}");
        }
    }
}
