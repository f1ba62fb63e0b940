using System.CommandLine;
using System.Text.Json;
using Grpc.Core;
using Recsys.Cli.Terminal;
using Recsys.Client;
using Recsys.Server.Planning;
using Recsys.V1;

namespace Recsys.Cli.Commands.Status;

/// <summary>`recsys status`: what a running server does and holds.</summary>
internal static class StatusCommand
{
    // Moves to the upper left and clears what is below.
    private const string Redraw = "\e[H\e[J";

    public static Command Create()
    {
        var server = new CalledServer();
        var watch = new Option<bool>("--watch")
        {
            Description = "Show it again every second until Ctrl-C; with --json as one document a line.",
        };
        var plan = new Option<string[]>("--plan")
        {
            Description = "Instead, tell what memory a server would take: products=N customers=N, and where they are "
                + "not the usual: histories=CUSTOMERS dimension=64 ranker=64 neighbors=8 text=40 words=6 "
                + "active_percent=100 memory_mib=512.",
            HelpName = "NAME=NUMBER",
            AllowMultipleArgumentsPerToken = true,
        };
        var json = RecsysPaths.JsonOption();
        var command = new Command("status", "Show what a running server does and holds: calls, pipelines, ingestion, "
            + "journal, store, model, memory.\n\n" + CalledServer.KeyHelp)
        {
            server.Address, server.Authority, watch, plan, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            bool asJson = parsed.GetValue(json);
            if (parsed.GetValue(plan) is { Length: > 0 } shape)
            {
                Plan(shape, asJson);
                return ExitCode.Success;
            }
            await server.CallAsync(
                parsed,
                client => parsed.GetValue(watch)
                    ? WatchAsync(client, asJson, cancellation)
                    : ShowAsync(client, asJson, cancellation),
                cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Plan(string[] shape, bool json)
    {
        try
        {
            var plan = MemoryPlan.Of(PlannedShape.Parse(shape));
            Console.Out.Write(json ? JsonSerializer.Serialize(plan, JsonOutput.Options) + "\n" : PlanText.Of(plan));
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException(wrong.Message, ExitCode.WrongArguments);
        }
    }

    private static async Task ShowAsync(RecsysClient client, bool json, CancellationToken cancellation)
    {
        var answer = await client.Operations.GetServerStatusAsync(
            new GetServerStatusRequest(), cancellationToken: cancellation);
        Console.Out.Write(json ? CalledServer.Json.Format(answer.Status) + "\n" : StatusText.Of(answer.Status));
    }

    private static async Task WatchAsync(RecsysClient client, bool json, CancellationToken cancellation)
    {
        using var watching = client.Operations.WatchServerStatus(
            new WatchServerStatusRequest(), cancellationToken: cancellation);
        bool redraw = !json && !Console.IsOutputRedirected;
        await foreach (var answer in watching.ResponseStream.ReadAllAsync(cancellation))
        {
            string text = json ? CalledServer.Json.Format(answer.Status) + "\n" : StatusText.Of(answer.Status);
            Console.Out.Write(redraw ? Redraw + text : text);
            await Console.Out.FlushAsync(cancellation);
        }
    }
}
