using System.Diagnostics;
using Recsys.Training.Data;

namespace Recsys.Training.Tuning;

/// <summary>
/// Searches for training settings that rank better: <see cref="TuningPlan"/> says what to measure,
/// <see cref="TuningLog"/> keeps what was found, so that a search can be ended and gone on with at any time.
/// </summary>
public static class TuningRun
{
    /// <summary>Searches until the budget or the trials are used up.</summary>
    /// <param name="table">The interactions; their latest part is what settings are measured on.</param>
    /// <param name="options">Budget and seed.</param>
    /// <param name="logPath">File that keeps what is found; one of the same search is gone on with.</param>
    /// <param name="settingsPath">File of the best settings so far, written whenever there are better ones.</param>
    /// <param name="progress">Told where the search stands; may be null.</param>
    /// <param name="time">The clock of the budget.</param>
    /// <param name="cancellation">Ends the search by an <see cref="OperationCanceledException"/>; what was found stays
    /// in the log.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="TrainingException">The data cannot be split, the log is of another search, or not even the
    /// settings it started from can be trained.</exception>
    public static TuningReport Run(
        InteractionTable table, TuningOptions options, string logPath, string settingsPath,
        IProgress<TrainingProgress>? progress, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var data = TuningData.Of(table, options.Seed);
        using var log = TuningLog.Open(logPath, Search(options, data));
        var plan = new TuningPlan(options, data.Rungs);
        int resumed = log.Trials.Count;
        using var budget = new CancellationTokenSource(options.Budget, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellation);
        long began = time.GetTimestamp();
        try
        {
            while (!ending.IsCancellationRequested && plan.Next(log.Trials) is var (number, rung))
            {
                Tell(number, rung);
                log.Add(Measure(plan.Settings(number), number, rung));
                if (log.Trials[^1] is { Number: 0, Score: null } failed)
                    throw new TrainingException($"The settings to start from cannot be trained: {failed.Failure}");
                if (plan.Best(log.Trials) == log.Trials[^1])
                    TrainingSettingsFile.Save(plan.Settings(number), settingsPath);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The budget: what was under way is measured when the search goes on.
        }
        cancellation.ThrowIfCancellationRequested();
        if (plan.Best(log.Trials) is { } best) TrainingSettingsFile.Save(plan.Settings(best.Number), settingsPath);
        return new TuningReport(log.Trials, resumed, data.Rungs, plan.Best(log.Trials));

        TuningTrial Measure(TrainingOptions settings, int number, int rung)
        {
            var values = TrainingSettingsFile.Values(settings);
            var clock = Stopwatch.StartNew();
            try
            {
                var (train, test) = data.At(rung);
                double score = TuningObjective.Measure(train, test, settings, options, ending.Token);
                return new TuningTrial(number, rung, values, score, Seconds());
            }
            catch (TrainingException failed)
            {
                return new TuningTrial(number, rung, values, null, Seconds(), failed.Message);
            }

            double Seconds() => Math.Round(clock.Elapsed.TotalSeconds, 3);
        }

        void Tell(int number, int rung) => progress?.Report(new TrainingProgress(
            "tuning", Math.Min(0.999, time.GetElapsedTime(began) / options.Budget),
            $"choice {number + 1}, rung {rung + 1} of {data.Rungs}, best {plan.Best(log.Trials)?.Score ?? 0:F4}"));
    }

    private static string Search(TuningOptions options, TuningData data) => FormattableString.Invariant(
        $"seed {options.Seed}, ndcg@{options.Cutoff}, candidates {options.CandidateCount}, ")
        + FormattableString.Invariant($"customers {options.MaxCustomers}, repeats {options.RepeatPurchases}, ")
        + $"data {data.Fingerprint}, from "
        + string.Join(' ', TrainingSettingsFile.Values(options.Training).Select(
            setting => FormattableString.Invariant($"{setting.Key}={setting.Value}")));
}
