using System.CommandLine;
using System.Globalization;
using Grpc.Core;
using Recsys.Cli.Terminal;
using Recsys.Client;
using Recsys.V1;

namespace Recsys.Cli.Commands;

/// <summary>`recsys models train`: lets a running server train.</summary>
internal static class ModelsTrainCommand
{
    private const string Live = "live";

    public static Command Create()
    {
        var server = new CalledServer();
        var since = new Option<string?>("--since")
        {
            Description = "Go on from a published version, in a fraction of the time: learn only from what came after "
                + $"it. '{SinceOption.Live}' names the live one (default: train in full).",
            HelpName = "VERSION",
        };
        var activate = new Option<bool>("--activate")
        {
            Description = "Make the new version the live one once it is published.",
        };
        var watch = new Option<bool>("--watch")
        {
            Description = "Show how far it is until it has ended, and return 1 where it failed or was cancelled. "
                + "Ctrl-C ends the watching, not the training; that ends by: ./recsys models cancel.",
        };
        var request = new Option<string?>("--request-id")
        {
            Description = "Name of this request; asked for again, it finds the run that it started, so that it can "
                + "be watched later (default: a new one).",
            HelpName = "ID",
        };
        var json = RecsysPaths.JsonOption();
        var command = new Command("train", "Let a running server train on what its store holds, in a process of its "
            + "own at the lowest priority.\n\nOne training runs at a time and four wait. The server must have been "
            + "started without --no-training. To train without a server: ./recsys train. " + CalledServer.KeyHelp)
        {
            since, activate, watch, request, server.Address, server.Authority, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            TrainingRun? run = null;
            string id = parsed.GetValue(request) ?? Guid.NewGuid().ToString();
            await server.CallAsync(parsed, async client =>
            {
                run = await StartAsync(
                    client, id, parsed.GetValue(since), parsed.GetValue(activate), cancellation);
                if (parsed.GetValue(watch)) run = await WatchAsync(client, run, cancellation);
            }, cancellation);
            if (parsed.GetValue(json)) Console.WriteLine(CalledServer.Json.Format(run));
            return Tell(run!, id, parsed.GetValue(activate));
        });
        return command;
    }

    private static async Task<TrainingRun> StartAsync(
        RecsysClient client, string id, string? since, bool activate, CancellationToken cancellation)
    {
        string parent = since ?? "";
        if (parent == SinceOption.Live)
        {
            var live = await client.Models.GetModelAsync(
                new GetModelRequest { Version = Live }, cancellationToken: cancellation);
            parent = live.Model.Version;
        }
        var answer = await client.Models.StartTrainingAsync(
            new StartTrainingRequest { RequestId = id, ParentVersion = parent, Activate = activate },
            cancellationToken: cancellation);
        var run = answer.TrainingRun;
        Say.Line($"Run {run.Id} of request {id}: {TrainingWords.Of(run.State)}.");
        return run;
    }

    private static Task<TrainingRun> WatchAsync(
        RecsysClient client, TrainingRun run, CancellationToken cancellation) =>
        ProgressDisplay.RunAsync(async progress =>
        {
            using var watching = client.Models.WatchTraining(
                new WatchTrainingRequest { TrainingRunId = run.Id }, cancellationToken: cancellation);
            await foreach (var answer in watching.ResponseStream.ReadAllAsync(cancellation))
            {
                run = answer.TrainingRun;
                bool waits = run.State == TrainingState.Pending;
                progress.Report(new(waits ? "Waiting for another run" : "Training", run.Progress, Detail(run)));
            }
            return run;
        });

    private static string Detail(TrainingRun run) => string.Join(", ", run.Metrics
        .Select(metric => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {metric.Value:0.####}"))
        .Prepend(run.Step.Replace('_', ' '))
        .Where(part => part.Length > 0));

    private static int Tell(TrainingRun run, string id, bool activate)
    {
        if (run.State == TrainingState.Failed) throw new CommandException(run.FailureDescription);
        if (run.State == TrainingState.Cancelled)
            throw new CommandException($"Run {run.Id} was cancelled; nothing was published.");
        if (run.State == TrainingState.Succeeded)
            Say.Line($"Published model version {run.ModelVersion}."
                + (activate ? "" : $" Next: ./recsys models activate {run.ModelVersion}"));
        else
            Say.Line($"Watch it: ./recsys models train --watch --request-id {id}");
        return ExitCode.Success;
    }
}
