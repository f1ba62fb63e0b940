using System.CommandLine;
using Grpc.Core;
using Recsys.Cli.Terminal;
using Recsys.Client;
using Recsys.LoadTest;
using Recsys.LoadTest.Reports;
using Recsys.LoadTest.Targets;

namespace Recsys.Cli.Commands;

/// <summary>`recsys loadtest`: measures a running server, and no other host than the one it is told.</summary>
internal static class LoadTestCommand
{
    private const int MaxCustomers = 100_000;
    private const int DefaultRequests = 2_000;

    // A key on a command line can be read by everyone on the machine, so it comes from the environment alone.
    private const string ApiKeyVariable = "RECSYS_API_KEY";

    public static Command Create()
    {
        var settings = new LoadTestArguments();
        var command = new Command("loadtest", "Measure a running server's latency and throughput.\n\n"
            + "Closed loop with --concurrency; open loop with --rate, where latency counts from the time a request was "
            + "due. Customers come back by a Zipf law.");
        foreach (var option in settings.Options) command.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(settings, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        LoadTestArguments arguments, ParseResult parsed, CancellationToken cancellation)
    {
        var address = parsed.GetRequiredValue(arguments.Address);
        try
        {
            var options = arguments.OptionsOf(parsed, DefaultRequests);
            using var client = RecsysClient.Connect(address, new RecsysClientOptions
            {
                // A repeated call would hide a failure and count as one slow answer.
                MaxAttempts = 1,
                ApiKey = Environment.GetEnvironmentVariable(ApiKeyVariable) is { Length: > 0 } key ? key : null,
            });
            var customers = await CustomersAsync(client, parsed.GetValue(arguments.Customers), cancellation);
            var target = new RecommendationTarget(client.Recommendations, arguments.DeadlineOf(parsed));
            var run = new LoadTestRun(options with { CustomerIds = customers }, target, new StopwatchClock());
            var report = await run.ExecuteAsync(address, DateTimeOffset.UtcNow, new StepProgress(), cancellation);
            await WriteAsync(report, parsed.GetValue(arguments.Csv), parsed.GetValue(arguments.Json), cancellation);
            return report.Steps.Any(step => step.Failures.Count > 0) ? ExitCode.Failed : ExitCode.Success;
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongArguments);
        }
        catch (LoadTestException e)
        {
            throw new CommandException($"{address}: {e.Message}");
        }
        catch (RpcException e)
        {
            throw new CommandException(
                $"{address} did not list its customers ({e.StatusCode}). Is a server running there? "
                + "See: ./recsys serve");
        }
    }

    private static async Task<IReadOnlyList<string>> CustomersAsync(
        RecsysClient client, FileInfo? file, CancellationToken cancellation)
    {
        if (file is null) return await CustomerList.ReadAsync(client.Customers, MaxCustomers, cancellation);
        var ids = new List<string>();
        await foreach (string line in File.ReadLinesAsync(file.FullName, cancellation))
        {
            if (line.Length > 0) ids.Add(line);
            if (ids.Count > MaxCustomers)
                throw new CommandException(
                    $"{file.Name} has more than {MaxCustomers} customers.", ExitCode.WrongArguments);
        }
        return ids;
    }

    private static async Task WriteAsync(LoadReport report, FileInfo? csv, bool json, CancellationToken cancellation)
    {
        if (csv is not null) await File.WriteAllTextAsync(csv.FullName, CsvReport.Of(report), cancellation);
        Console.Out.Write(json ? JsonReport.Of(report) + "\n" : TextReport.Of(report));
    }

    private sealed class StepProgress : IProgress<StepResult>
    {
        public void Report(StepResult value) => Say.Line(
            $"{value.CandidateCount} candidates: p50 {value.Latency.P50Us / 1000:0.00} ms, "
            + $"{value.AnsweredPerSecond:0} requests/s");
    }
}
