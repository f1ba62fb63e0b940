using System.CommandLine;
using Microsoft.Extensions.Logging;
using Recsys.Bench;
using Recsys.Bench.Allocations;
using Recsys.Bench.Processes;
using Recsys.Client;
using Recsys.LoadTest.Targets;
using Recsys.Models.Repository;
using Recsys.Server;
using Recsys.V1;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench allocations`: what a call makes the server allocate.</summary>
internal static class AllocationsCommand
{
    private const int Targets = 1_000;

    public static Command Create()
    {
        var defaults = new AllocationsOptions();
        var folder = new Option<DirectoryInfo>("--demo")
        {
            Description = "Folder with data and models, whose store is copied and whose model is served "
                + "(default: demo in the checkout; ./recsys demo --once makes it).",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(RecsysPaths.Home, "demo")),
        };
        var calls = BenchCommand.Number("--calls", "Calls of each kind", defaults.Calls);
        var warmUp = BenchCommand.Number("--warm-up", "Calls of each kind before them", defaults.WarmUpCalls);
        var json = BenchCommand.JsonOption();
        var command = new Command("allocations", "Measure what a call makes the server allocate.\n\n"
            + "Starts a server in this process and calls it over the loopback address with a client that allocates "
            + "nothing: bytes of .NET's heap and processor time per call, for a health check, which is the gRPC "
            + "layer's own part, for GetProduct, and for pages out of 100, 500 and 1,000 candidates.")
        {
            folder, calls, warmUp, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string demo = parsed.GetRequiredValue(folder).FullName;
            string models = Path.Combine(demo, "models");
            if (!Directory.Exists(models) || new ModelRepository(models).OpenCurrent().Version is null)
                throw new CommandException($"There is no model in {demo}; ./recsys demo --once makes one.");
            var options = new AllocationsOptions
            {
                Calls = parsed.GetValue(calls), WarmUpCalls = parsed.GetValue(warmUp),
            };
            await BenchCommand.RunAsync(
                progress => RunAsync(demo, options, progress, cancellation), report => report.ToText(),
                parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<AllocationsReport> RunAsync(
        string demo, AllocationsOptions options, IProgress<BenchStep> progress, CancellationToken cancellation)
    {
        options.Validate();
        using var copy = new BenchFolder("allocations");
        BenchFolder.Copy(Path.Combine(demo, "data"), copy.At("data"));
        await using var server = await RecsysServer.BuildAsync(
            new ServerOptions
            {
                Address = new Uri("http://127.0.0.1:0"),
                DataDirectory = copy.At("data"),
                ModelsDirectory = Path.Combine(demo, "models"),
            },
            logging => logging.SetMinimumLevel(LogLevel.Error), cancellation);
        await server.StartAsync(cancellation);
        IReadOnlyList<string> customers, products;
        using (var client = RecsysClient.Connect(server.Address, new RecsysClientOptions { MaxAttempts = 1 }))
        {
            customers = await CustomerList.ReadAsync(client.Customers, Targets, cancellation);
            var known = await client.Products.ListProductsAsync(
                new ListProductsRequest { PageSize = Targets }, cancellationToken: cancellation);
            products = [.. known.Products.Select(product => product.Id)];
        }
        // A thread of its own: what it takes is told apart from what the server takes.
        return await Task.Factory.StartNew(
            () => new AllocationsRun(server.Address, customers, products, options, progress).Run(cancellation),
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
