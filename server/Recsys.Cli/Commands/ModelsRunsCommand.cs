using System.CommandLine;
using System.Globalization;
using Recsys.Cli.Terminal;
using Recsys.V1;

namespace Recsys.Cli.Commands;

/// <summary>`recsys models runs` and `recsys models cancel`: the trainings that a running server knows.</summary>
internal static class ModelsRunsCommand
{
    // A server remembers fewer.
    private const int Most = 1000;

    public static Command CreateList()
    {
        var server = new CalledServer();
        var json = RecsysPaths.JsonOption();
        var command = new Command("runs", "List the trainings of a running server, newest first: the one that trains, "
            + "those that wait, and the latest that ended. " + CalledServer.KeyHelp)
        {
            server.Address, server.Authority, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            ListTrainingRunsResponse answer = new();
            await server.CallAsync(parsed, async client =>
            {
                answer = await client.Models.ListTrainingRunsAsync(
                    new ListTrainingRunsRequest { PageSize = Most }, cancellationToken: cancellation);
            }, cancellation);
            if (parsed.GetValue(json)) Console.WriteLine(CalledServer.Json.Format(answer));
            else if (answer.TrainingRuns.Count == 0) Say.Line("No trainings; first: ./recsys models train");
            else Console.Write(Table(answer.TrainingRuns));
            return ExitCode.Success;
        });
        return command;
    }

    public static Command CreateCancel()
    {
        var server = new CalledServer();
        var id = new Argument<string>("RUN") { Description = "Id of the run, as ./recsys models runs shows it." };
        var json = RecsysPaths.JsonOption();
        var command = new Command("cancel", "Cancel a training of a running server: one that waits never begins, one "
            + "that trains ends and publishes nothing. " + CalledServer.KeyHelp)
        {
            id, server.Address, server.Authority, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            CancelTrainingResponse answer = new();
            await server.CallAsync(parsed, async client =>
            {
                answer = await client.Models.CancelTrainingAsync(
                    new CancelTrainingRequest { TrainingRunId = parsed.GetRequiredValue(id) },
                    cancellationToken: cancellation);
            }, cancellation);
            var run = answer.TrainingRun;
            if (parsed.GetValue(json)) Console.WriteLine(CalledServer.Json.Format(run));
            Say.Line(run.State == TrainingState.Running
                ? $"Run {run.Id} is told to end; watch it: ./recsys models train --watch --request-id {run.RequestId}"
                : $"Run {run.Id} {TrainingWords.Of(run.State)}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static TextTable Table(IEnumerable<TrainingRun> runs)
    {
        var table = new TextTable("run", "state", "done", "step", "started", "goes on from", "version", "why");
        foreach (var run in runs)
        {
            table.Add(
                run.Id, TrainingWords.Of(run.State), run.Progress.ToString("P0", CultureInfo.InvariantCulture),
                run.Step.Replace('_', ' '),
                run.StartTime.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                run.ParentVersion, run.ModelVersion, run.FailureDescription);
        }
        return table;
    }
}
