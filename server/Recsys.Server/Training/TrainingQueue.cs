using Microsoft.Extensions.Logging;
using Recsys.Server.Models;

namespace Recsys.Server.Training;

/// <summary>
/// The runs of training that were asked for: one trains, a few wait for it in their order, and the latest that ended
/// are remembered, so that a repeated request finds the run it started. Thread-safe.
/// </summary>
internal sealed class TrainingQueue : IAsyncDisposable
{
    /// <summary>Most runs that wait.</summary>
    public const int MostWaiting = 4;

    /// <summary>Ended runs that are remembered.</summary>
    public const int MostEnded = 64;

    private readonly Lock _gate = new();
    private readonly ServerOptions _options;
    private readonly LiveModel _live;
    private readonly TimeProvider _time;
    private readonly ILogger<TrainingQueue> _logger;
    private readonly CancellationTokenSource _stopping = new();

    // Oldest first: those that wait are behind the one that trains.
    private readonly List<QueuedTraining> _runs = [];
    private Task _training = Task.CompletedTask;
    private int _number;

    public TrainingQueue(ServerOptions options, LiveModel live, TimeProvider time, ILogger<TrainingQueue> logger) =>
        (_options, _live, _time, _logger) = (options, live, time, logger);

    /// <summary>Whether there is a program to train with.</summary>
    public bool CanTrain => _options.TrainingProgram is not null;

    /// <summary>Finds a run by the request that asked for it; null where none is remembered.</summary>
    public QueuedTraining? FindByRequest(string requestId) => Find(run => run.RequestId == requestId);

    /// <summary>Finds a run; null where none of this id is remembered.</summary>
    public QueuedTraining? Find(string id) => Find(run => run.Id == id);

    /// <summary>All runs that are remembered, newest first.</summary>
    public IReadOnlyList<QueuedTraining> List()
    {
        lock (_gate) return [.. Enumerable.Reverse(_runs)];
    }

    /// <summary>Asks for a run.</summary>
    /// <param name="requestId">A request that asked before gets the run it asked for.</param>
    /// <param name="parent">The version to go on from; empty trains in full.</param>
    /// <param name="activate">Whether the new version goes live.</param>
    /// <returns>The run; null where too many wait already.</returns>
    /// <exception cref="OperationCanceledException">The server is stopping.</exception>
    public QueuedTraining? Ask(string requestId, string parent, bool activate)
    {
        lock (_gate)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            if (_runs.Find(run => run.RequestId == requestId) is { } known) return known;
            int unfinished = _runs.Count(run => !run.Status.HasEnded);
            if (unfinished > MostWaiting) return null;
            var asked = _time.GetUtcNow();
            int number = ++_number;
            var run = new QueuedTraining(
                number, FormattableString.Invariant($"{asked:yyyyMMdd-HHmmss}-{number}"), requestId, parent, activate,
                asked, new TrainingStatus(unfinished == 0 ? TrainingPhase.Running : TrainingPhase.Pending));
            _runs.Add(run);
            if (unfinished == 0) _training = Task.Run(() => RunAsync(run));
            return run;
        }
    }

    /// <summary>Cancels a run: at once where it waits, and where it trains, without waiting for its end.</summary>
    public async Task CancelAsync(QueuedTraining run)
    {
        lock (_gate)
        {
            if (run.Status.HasEnded) return;
            if (run.Status.Phase == TrainingPhase.Pending)
            {
                run.Set(Cancelled(run.Status) with { Ended = _time.GetUtcNow() });
                Forget();
                TrainingLog.Cancelled(_logger, run.Id);
                return;
            }
        }
        await run.CancelAsync();
    }

    /// <summary>Ends the training under way and those that wait.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        Task training;
        lock (_gate) training = _training;
        await training;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private QueuedTraining? Find(Predicate<QueuedTraining> wanted)
    {
        lock (_gate) return _runs.Find(wanted);
    }

    private async Task RunAsync(QueuedTraining? run)
    {
        while (run is not null)
        {
            var ended = await EndOfAsync(run);
            lock (_gate)
            {
                // Whoever is told of the end may ask for the next one.
                run.Set(ended with { Ended = _time.GetUtcNow() });
                run = _runs.Find(waiting => !waiting.Status.HasEnded);
                Forget();
                run?.Set(new TrainingStatus(TrainingPhase.Running));
            }
        }
    }

    // Those that ended may lie between those that did not: whoever waits can be cancelled.
    private void Forget()
    {
        int tooMany = _runs.Count(run => run.Status.HasEnded) - MostEnded;
        _runs.RemoveAll(run => run.Status.HasEnded && tooMany-- > 0);
    }

    private async Task<TrainingStatus> EndOfAsync(QueuedTraining run)
    {
        try
        {
            return await TrainAsync(run);
        }
        catch (Exception error)
        {
            // The ones that wait are to have their turn, whatever became of this one.
            TrainingLog.NotRun(_logger, run.Id, error);
            return Failed("It could not be run; the server's log says why.");
        }
    }

    private async Task<TrainingStatus> TrainAsync(QueuedTraining run)
    {
        if (_stopping.IsCancellationRequested) return Failed(TrainingFailures.Stopped);
        TrainingLog.Begins(_logger, run.Id);
        var (file, arguments) = TrainingArguments.Of(_options.TrainingProgram!, _options, run.Parent);
        using var limit = new CancellationTokenSource(_options.TrainingTimeLimit, _time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token, _stopping.Token, run.Cancelled);
        // Gone before the server no longer waits for what is under way.
        var outcome = await new TrainingProcess(_options.ShutdownTimeout / 2, _time).RunAsync(
            file, arguments, told => run.Set(Told(run.Status, told)), any.Token);
        if (outcome.Published is { } version)
        {
            TrainingLog.Published(_logger, run.Id, version);
            if (run.Cancelled.IsCancellationRequested) TrainingLog.CancelledLate(_logger, run.Id, version);
            else if (run.Activate) await ActivateAsync(run, version);
            return new TrainingStatus(TrainingPhase.Succeeded) { Progress = 1, Version = version };
        }
        if (run.Cancelled.IsCancellationRequested)
        {
            TrainingLog.Cancelled(_logger, run.Id);
            return Cancelled(run.Status);
        }
        string failure = _stopping.IsCancellationRequested ? TrainingFailures.Stopped
            : limit.IsCancellationRequested ? TrainingFailures.TookLongerThan(_options.TrainingTimeLimit)
            : TrainingFailures.Of(outcome);
        TrainingLog.Failed(_logger, run.Id, outcome.ExitCode, failure, outcome.Said);
        return Failed(failure) with { Progress = run.Status.Progress };
    }

    // Live before the run says that it succeeded. A version that cannot go live is published all the same.
    private async Task ActivateAsync(QueuedTraining run, string version)
    {
        try
        {
            var activation = await _live.ActivateAsync(version, _stopping.Token);
            if (activation.Outcome != ActivationOutcome.Live)
                TrainingLog.NotLive(_logger, run.Id, version, activation.Reason, null);
        }
        catch (Exception error)
        {
            TrainingLog.NotLive(_logger, run.Id, version, null, error);
        }
    }

    private static TrainingStatus Told(TrainingStatus before, TrainingEvent told) => before with
    {
        Step = told.Step!,
        // What the program gets wrong must not reach those who watch.
        Progress = Math.Max(before.Progress, double.IsFinite(told.Progress) ? Math.Clamp(told.Progress, 0, 1) : 0),
        Metrics = told.Metrics ?? new Dictionary<string, double>(),
    };

    private static TrainingStatus Cancelled(TrainingStatus before) =>
        new(TrainingPhase.Cancelled) { Progress = before.Progress };

    private static TrainingStatus Failed(string failure) => new(TrainingPhase.Failed) { Failure = failure };
}
