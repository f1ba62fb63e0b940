using System.CommandLine;
using System.Text.Json;
using Grpc.Core;
using Recsys.Bench;
using Recsys.Bench.Processes;
using Recsys.Cli.Commands.Bench.Growth;
using Recsys.Cli.Terminal;
using Recsys.LoadTest;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench`: proofs and measurements, each with a server of its own.</summary>
internal static class BenchCommand
{
    public static Command Create() => new(
        "bench",
        "Prove and measure: each starts what it needs on 127.0.0.1 in folders of its own, ends it and cleans up.")
    {
        DurabilityCommand.Create(),
        IngestionCommand.Create(),
        NewcomersCommand.Create(),
        RecoveryCommand.Create(),
        FeaturesCommand.Create(),
        FrontsCommand.Create(),
        ReferenceCommand.Create(),
        StagesCommand.Create(),
        AllocationsCommand.Create(),
        RankersCommand.Create(),
        ShopCommand.Create(),
        GrowthCommand.Create(),
        StartCommand.Create(),
        RecoveryCommand.CreateFill(),
        RecoveryCommand.CreateOpen(),
    };

    /// <summary>`--json FILE`.</summary>
    public static Option<FileInfo?> JsonOption() => new("--json")
    {
        Description = "Write the whole report to this file as JSON, too.",
        HelpName = "FILE",
    };

    public static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description + ".",
        HelpName = "N",
        DefaultValueFactory = _ => value,
    };

    /// <summary>The command that runs now, to be started again as a process of its own.</summary>
    public static ServerCommand ThisCommand() => ServerCommand.OfAssembly(typeof(BenchCommand).Assembly.Location);

    /// <summary>Runs a measurement with progress on standard error, and prints and writes its report.</summary>
    public static async Task<T> RunAsync<T>(
        Func<IProgress<BenchStep>, Task<T>> work, Func<T, string> text, FileInfo? json)
    {
        try
        {
            var report = await ProgressDisplay.RunAsync(progress => work(new Steps(progress)));
            Console.Out.Write(text(report));
            string document = JsonSerializer.Serialize(report, JsonOutput.Options) + "\n";
            if (json is not null) await File.WriteAllTextAsync(json.FullName, document);
            return report;
        }
        catch (ArgumentException error)
        {
            throw new CommandException(error.Message, ExitCode.WrongArguments);
        }
        catch (Exception error) when (error is BenchException or LoadTestException or TimeoutException)
        {
            throw new CommandException(error.Message);
        }
        catch (RpcException error)
        {
            throw new CommandException($"The server answered {error.Status}");
        }
    }

    private sealed class Steps(IProgress<ProgressStep> to) : IProgress<BenchStep>
    {
        public void Report(BenchStep value) => to.Report(new ProgressStep(value.Stage, value.Fraction, value.Detail));
    }
}
