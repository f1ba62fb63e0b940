using System.CommandLine;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Recsys.Cli.Terminal;
using Recsys.Client;
using Recsys.Server;
using Recsys.Server.Planning;
using Recsys.V1;

namespace Recsys.Cli.Commands.Status;

/// <summary>`recsys status`: what a running server does and holds.</summary>
internal static class StatusCommand
{
    // A key on a command line can be read by everyone on the machine, so it comes from the environment alone.
    private const string ApiKeyVariable = "RECSYS_API_KEY";

    // Moves to the upper left and clears what is below.
    private const string Redraw = "\e[H\e[J";

    private static readonly string DefaultAddress = $"http://127.0.0.1:{ServerOptions.DefaultPort}";

    private static readonly JsonFormatter Json = new(
        JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithPreserveProtoFieldNames(true));

    public static Command Create()
    {
        var address = UrlOption.Create(
            "--address", $"The server (default: {DefaultAddress}).", DefaultAddress);
        var ca = new Option<FileInfo?>("--ca")
        {
            Description = "Certificates in PEM that a server with TLS is trusted by (default: the system's).",
            HelpName = "FILE",
        };
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
            + $"journal, store, model, memory.\n\nThe API key, where one is asked for, comes from {ApiKeyVariable}.")
        {
            address, ca, watch, plan, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var server = parsed.GetRequiredValue(address)!;
            try
            {
                if (parsed.GetValue(plan) is { Length: > 0 } shape)
                {
                    Plan(MemoryPlan.Of(PlannedShape.Parse(shape)), parsed.GetValue(json));
                    return ExitCode.Success;
                }
                using var client = RecsysClient.Connect(server.ToString(), new RecsysClientOptions
                {
                    ApiKey = Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key ? key : null,
                    RootCertificatesFile = parsed.GetValue(ca)?.FullName,
                });
                bool asJson = parsed.GetValue(json);
                if (parsed.GetValue(watch)) await WatchAsync(client, asJson, cancellation);
                else await ShowAsync(client, asJson, cancellation);
            }
            catch (ArgumentException wrong)
            {
                throw new CommandException(wrong.Message, ExitCode.WrongArguments);
            }
            catch (RecsysException error) when (!cancellation.IsCancellationRequested)
            {
                throw new CommandException($"{server.GetLeftPart(UriPartial.Authority)}: {error.Message}");
            }
            cancellation.ThrowIfCancellationRequested();
            return ExitCode.Success;
        });
        return command;
    }

    private static void Plan(MemoryPlan plan, bool json) => Console.Out.Write(
        json ? JsonSerializer.Serialize(plan, JsonOutput.Options) + "\n" : PlanText.Of(plan));

    private static async Task ShowAsync(RecsysClient client, bool json, CancellationToken cancellation)
    {
        var answer = await client.Operations.GetServerStatusAsync(
            new GetServerStatusRequest(), cancellationToken: cancellation);
        Console.Out.Write(json ? Json.Format(answer.Status) + "\n" : StatusText.Of(answer.Status));
    }

    private static async Task WatchAsync(RecsysClient client, bool json, CancellationToken cancellation)
    {
        using var watching = client.Operations.WatchServerStatus(
            new WatchServerStatusRequest(), cancellationToken: cancellation);
        bool redraw = !json && !Console.IsOutputRedirected;
        await foreach (var answer in watching.ResponseStream.ReadAllAsync(cancellation))
        {
            string text = json ? Json.Format(answer.Status) + "\n" : StatusText.Of(answer.Status);
            Console.Out.Write(redraw ? Redraw + text : text);
            await Console.Out.FlushAsync(cancellation);
        }
    }
}
