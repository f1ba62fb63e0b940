using System.CommandLine;
using Grpc.Core;
using Recsys.Cli.Terminal;
using Recsys.LoadTest;
using Recsys.LoadTest.Requests;
using Recsys.LoadTest.Targets;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>
/// `recsys loadtest`: measures a running server, and no other host than the one it is told; or a made shop's own.
/// </summary>
internal static class LoadTestCommand
{
    private const string About = """
        Measure a running server's latency and throughput.

        Closed loop (--concurrency N): N requests are always under way; each is sent when one before is answered. A
        slow server is asked less, so these latencies flatter it: what waits in a queue nobody sends is not counted
        (coordinated omission). Use it to see how fast one request is.

        Open loop (--rate, --rates, --ramp, --spike, --replay): requests leave on a schedule whatever the server does,
        and latency counts from the time each was due, so that a stall is charged to all who waited for it. This is
        what customers see.

        Half load (--find-rate p99=20ms): finds the highest rate that holds a latency, then measures at half of it
        (--rates 50% is the default): what latency targets speak of, since at the limit every system is slow.

          ./recsys loadtest --candidates 100,200,500,1000,2000 --html report.html
          ./recsys loadtest --rate 300 --seconds 60
          ./recsys loadtest --find-rate p99=20ms --rates 25%,50%,75%,90%
          ./recsys loadtest --rate 200 --mix recommend=80,similar=15,ingest=5

        A made shop (--products N): makes a synthetic shop of so many products with a model once, serves it by a process
        of its own, measures that, and ends it.

          ./recsys loadtest --products 5142585 --customers 615599 --candidates 100,200,500,1000,2000 --server-cores 1
        """;

    public static Command Create()
    {
        var arguments = new LoadTestArguments();
        var command = new Command("loadtest", About);
        var shop = new ShopLoadTest();
        foreach (var option in arguments.Options.Concat(shop.Options)) command.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(arguments, shop, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        LoadTestArguments arguments, ShopLoadTest shop, ParseResult parsed, CancellationToken cancellation)
    {
        try
        {
            if (ShopLoadTest.IsAskedFor(parsed, arguments))
                return await shop.RunAsync(arguments, parsed, cancellation);
            string text = parsed.GetRequiredValue(arguments.Address);
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new ArgumentException($"--address is neither http:// nor https://: '{text}'.");
            return await MeasureAsync(address, arguments, parsed, arguments.OptionsOf(parsed), cancellation);
        }
        catch (ArgumentException e)
        {
            throw new CommandException(e.Message, ExitCode.WrongArguments);
        }
    }

    /// <summary>Loads a running server and writes the report.</summary>
    /// <param name="address">The server.</param>
    /// <param name="arguments">Declares the options.</param>
    /// <param name="parsed">Their values: access and output are taken from here.</param>
    /// <param name="options">What to do; ids that are missing are read from the server.</param>
    /// <param name="cancellation">Ctrl-C: the report so far is written.</param>
    /// <returns>The exit code: 1 when a measured request failed.</returns>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public static async Task<int> MeasureAsync(
        Uri address, LoadTestArguments arguments, ParseResult parsed, LoadTestOptions options,
        CancellationToken cancellation)
    {
        string host = address.ToString().TrimEnd('/');
        try
        {
            CheckBeforeAsking(options);
            var report = await ServerLoadTest.RunAsync(
                address, arguments.AccessOf(parsed), options, new StepProgress(), cancellation);
            await arguments.Output.WriteAsync(parsed, options, report);
            if (report.Interrupted) return ExitCode.Interrupted;
            return report.Steps.Any(step => step.Kind == StepKinds.Sweep && step.FailureCount > 0)
                ? ExitCode.Failed
                : ExitCode.Success;
        }
        catch (LoadTestException e)
        {
            throw new CommandException($"{host}: {e.Message}");
        }
        catch (RpcException e)
        {
            throw new CommandException(
                $"{host} did not list its customers or products ({e.StatusCode}). Is a server running there? "
                + "See: ./recsys serve");
        }
    }

    // Wrong arguments are told before a server is asked who its customers are.
    private static void CheckBeforeAsking(LoadTestOptions options)
    {
        var someone = IdList.Of(["?"]);
        (options with { Customers = someone, Products = someone }).Checked();
    }

    private sealed class StepProgress : IProgress<StepResult>
    {
        public void Report(StepResult value) => Say.Line(
            $"{value.CandidateCount} candidates{(value.RatePerSecond is { } rate ? $" at {rate:0.#}/s" : "")}: "
            + $"p50 {value.Latency.P50Us / 1000:0.00} ms, p99 {value.Latency.P99Us / 1000:0.00} ms, "
            + $"{value.AnsweredPerSecond:0} requests/s"
            + (value.FailureCount + value.NotSent > 0 ? $", {value.FailureCount + value.NotSent} not answered" : ""));
    }
}
