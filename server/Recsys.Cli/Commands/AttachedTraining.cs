using System.Diagnostics;
using Recsys.Cli.Terminal;
using Recsys.Server.Training;
using Recsys.Training;

namespace Recsys.Cli.Commands;

/// <summary>
/// `recsys train --attached`: a training that another program started. It tells that program how far it is, and ends
/// when that program closes its standard input or is no more.
/// </summary>
/// <param name="output">Where it tells it: a <see cref="TrainingEvent"/> a line.</param>
internal sealed class AttachedTraining(TextWriter output) : IProgress<TrainingProgress>, IProgress<ProgressStep>
{
    // Whoever watches is a person; what a stage begins and ends with is told in any case.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private WholeProgress _whole = new(increment: false);
    private string _stage = "";
    private long _told;

    public static System.CommandLine.Option<bool> CreateOption() => new("--attached")
    {
        Description = "For programs that start this one: tell how far it is on standard output, as JSON objects line "
            + "by line, and end when standard input does.",
    };

    /// <summary>Runs a training, which ends as if interrupted when standard input does, and tells how it ended.
    /// </summary>
    /// <param name="train">Trains; returns the version it published, or null where there was nothing to learn.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(Func<CancellationToken, Task<string?>> train, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var input = Console.OpenStandardInput();
        // Nothing interrupts a read of standard input: it ends with it, or with the process.
        new Thread(() => Wait(input, either)) { IsBackground = true, Name = "recsys standard input" }.Start();
        try
        {
            Tell(await train(either.Token) is { } version
                ? new TrainingEvent { Published = version }
                : Failure("There is nothing newer than what that version knows: nothing to learn."));
        }
        catch (CommandException wrong) when (wrong.Told is { } told)
        {
            Tell(Failure(told));
            throw;
        }
        catch (TrainingException wrong)
        {
            Tell(Failure(wrong.Message));
            throw;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CommandException("Interrupted: standard input has ended.", ExitCode.Terminated);
        }
    }

    /// <summary>Says which kind of training it will be.</summary>
    public void Begin(bool increment) => _whole = new WholeProgress(increment);

    /// <inheritdoc/>
    public void Report(TrainingProgress value) => Report(value.Stage, value.Fraction, value.Loss);

    /// <summary>Tells how far reading is.</summary>
    public void Report(ProgressStep value) => Report(WholeProgress.Reading, value.Fraction, null);

    private static TrainingEvent Failure(string why) => new() { Failure = why };

    private static void Wait(Stream input, CancellationTokenSource ended)
    {
        Span<byte> ignored = stackalloc byte[256];
        while (input.Read(ignored) > 0)
        {
        }
        try
        {
            ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It was done already.
        }
    }

    private void Report(string stage, double fraction, double? loss)
    {
        lock (_gate)
        {
            double done = _whole.Of(stage, fraction);
            bool edge = stage != _stage || fraction >= 1;
            if (!edge && Stopwatch.GetElapsedTime(_told) < Interval) return;
            (_stage, _told) = (stage, Stopwatch.GetTimestamp());
            Tell(new TrainingEvent
            {
                Step = stage.Replace(' ', '_'),
                Progress = done,
                Metrics = loss is { } value && double.IsFinite(value)
                    ? new Dictionary<string, double> { ["loss"] = value }
                    : null,
            });
        }
    }

    private void Tell(TrainingEvent told)
    {
        output.WriteLine(told.ToLine());
        output.Flush();
    }
}
