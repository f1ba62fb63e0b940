using System.CommandLine;
using Recsys.Cli.Terminal;
using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Import;

namespace Recsys.Cli.Commands;

/// <summary>`recsys evaluate`: trains on one set of interactions and measures on another, beside simple
/// models.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var arguments = new EvaluateArguments();
        var command = new Command(
            "evaluate",
            "Train on some interactions, measure on others, beside popularity, item-kNN and EASE.\n\n"
            + "Every customer gets a full ranking; nothing is published and no store is read.");
        foreach (var option in arguments.All) command.Options.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var files = arguments.Files(parsed);
            var output = arguments.Output(parsed);
            var replay = arguments.Replay(parsed);
            files.Check(ownTest: replay is not null);
            output.Check();
            if (replay is null)
            {
                var report = await RunAsync(files, arguments.Options(parsed), cancellation);
                await output.WriteAsync(report, EvaluationPage.Of, cancellation);
                EvaluationSummary.Say(report);
            }
            else
            {
                var report = await ReplayAsync(files, replay, cancellation);
                await output.WriteAsync(report, ReplayPage.Of, cancellation);
                ReplaySummary.Say(report);
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<EvaluationReport> RunAsync(
        EvaluationFiles files, EvaluationOptions options, CancellationToken cancellation)
    {
        Validate(options.Validate);
        return await ProgressDisplay.RunAsync(progress => Task.Run(
            async () =>
            {
                var set = await files.ReadAsync(new ImportRelay(progress), cancellation);
                return OfflineEvaluation.Run(set, options, new TrainingRelay(progress), cancellation);
            },
            cancellation));
    }

    private static async Task<ReplayReport> ReplayAsync(
        EvaluationFiles files, ReplayOptions options, CancellationToken cancellation)
    {
        Validate(options.Validate);
        InteractionTable Read(long before, IProgress<ProgressStep> progress) =>
            files.ReadBeforeAsync(before, new ImportRelay(progress), cancellation).GetAwaiter().GetResult();
        return await ProgressDisplay.RunAsync(progress => Task.Run(
            () => ReplayEvaluation.Run(
                before => Read(before, progress), options, new TrainingRelay(progress), cancellation),
            cancellation));
    }

    private static void Validate(Action validate)
    {
        try
        {
            validate();
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, ExitCode.WrongArguments);
        }
    }

    private sealed class ImportRelay(IProgress<ProgressStep> to) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) =>
            to.Report(new(
                $"Reading {value.File}",
                value.BytesTotal == 0 ? 1 : (double)value.BytesRead / value.BytesTotal,
                $"{value.Rows:N0} rows"));
    }

    private sealed class TrainingRelay(IProgress<ProgressStep> to) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => to.Report(new(
            char.ToUpperInvariant(value.Stage[0]) + value.Stage[1..], value.Fraction, value.Detail));
    }
}
