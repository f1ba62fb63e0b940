using System.CommandLine;
using System.Text.Json;
using Recsys.Bench;
using Recsys.Bench.Recovery;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench recovery`: how long a start after a crash takes, and what a store needs.</summary>
internal static class RecoveryCommand
{
    private static readonly RecoveryOptions Defaults = new();

    public static Command Create()
    {
        var settings = new Settings();
        var folder = new Option<DirectoryInfo?>("--folder")
        {
            Description = "Keep the filled store in this folder, and open again what an earlier run left there "
                + "(default: fill a temporary one and clean up).",
            HelpName = "DIR",
        };
        var opens = BenchCommand.Number("--opens", "How often it is opened", Defaults.Opens);
        var json = BenchCommand.JsonOption();
        var command = new Command("recovery", "Measure what a start after a crash takes.\n\n"
            + "A process of its own fills a store and is killed with SIGKILL with some journal beyond the last "
            + "checkpoint; others then open it. Tells how long opening took, what was replayed, memory and disk for a "
            + "million customers. Exit code 1 when what comes back is not what was filled. The files are in the page "
            + "cache after filling, so the disk's own speed plays little part.")
        {
            folder, opens, json,
        };
        foreach (var option in settings.All) command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = settings.Read(parsed) with
            {
                Folder = parsed.GetValue(folder)?.FullName, Opens = parsed.GetValue(opens),
            };
            await BenchCommand.RunAsync(
                progress => new RecoveryRun(BenchCommand.ThisCommand(), options, progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The process that fills, and waits to be killed.</summary>
    public static Command CreateFill()
    {
        var settings = new Settings();
        var store = StoreArgument();
        var command = new Command("store-fill", "Fill a store, say so, and wait to be killed; part of recovery.")
        {
            store,
        };
        command.Hidden = true;
        foreach (var option in settings.All) command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (_, result) = await new StoreFill(settings.Read(parsed), parsed.GetRequiredValue(store), new Lines())
                .RunAsync(cancellation);
            Console.Out.WriteLine(RecoveryRun.Filled + JsonSerializer.Serialize(result));
            // Whoever started this kills it now; where that is gone, standard input ends.
            while (await Console.In.ReadLineAsync(cancellation) is not null)
            {
            }
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The process that opens once.</summary>
    public static Command CreateOpen()
    {
        var settings = new Settings();
        var store = StoreArgument();
        var command = new Command("store-open", "Open a store once and tell what it took; part of recovery.")
        {
            store,
        };
        command.Hidden = true;
        foreach (var option in settings.All) command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var result = await StoreOpen.RunAsync(settings.Read(parsed), parsed.GetRequiredValue(store), cancellation);
            Console.Out.WriteLine(RecoveryRun.Opened + JsonSerializer.Serialize(result));
            return ExitCode.Success;
        });
        return command;
    }

    private static Argument<string> StoreArgument() => new("store") { Description = "The store's folder." };

    private sealed class Settings
    {
        private readonly Option<long> _interactions = new("--interactions")
        {
            Description = "Interactions in the store.",
            HelpName = "N",
            DefaultValueFactory = _ => Defaults.Interactions,
        };

        private readonly Option<int> _customers =
            BenchCommand.Number("--customers", "Customers in the store", Defaults.Customers);

        private readonly Option<int> _products =
            BenchCommand.Number("--products", "Products in the store", Defaults.Products);

        private readonly Option<int> _memory =
            BenchCommand.Number("--memory-mib", "Memory the store may use", Defaults.MemoryMib);

        private readonly Option<int> _checkpoint = BenchCommand.Number(
            "--checkpoint-mib", "MiB of journal after which it is checkpointed", Defaults.CheckpointMib);

        private readonly Option<int> _beyond = BenchCommand.Number(
            "--beyond-mib", "MiB of journal beyond the last checkpoint when it is killed", Defaults.BeyondMib);

        private readonly Option<int> _seed = BenchCommand.Number("--seed", "Seed of what is in it", Defaults.Seed);

        public IEnumerable<Option> All =>
            [_interactions, _customers, _products, _memory, _checkpoint, _beyond, _seed];

        public RecoveryOptions Read(ParseResult parsed) => new()
        {
            Interactions = parsed.GetValue(_interactions),
            Customers = parsed.GetValue(_customers),
            Products = parsed.GetValue(_products),
            MemoryMib = parsed.GetValue(_memory),
            CheckpointMib = parsed.GetValue(_checkpoint),
            BeyondMib = parsed.GetValue(_beyond),
            Seed = parsed.GetValue(_seed),
        };
    }

    private sealed class Lines : IProgress<BenchStep>
    {
        public void Report(BenchStep value) =>
            Console.Out.WriteLine($"{RecoveryRun.Progress}{value.Stage}\t{value.Fraction}\t{value.Detail}");
    }
}
