using System.CommandLine;
using Recsys.Bench.Durability;
using Recsys.Cli.Terminal;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench durability`: the proof that what is acknowledged is never lost and never doubled.</summary>
internal static class DurabilityCommand
{
    public static Command Create()
    {
        var defaults = new DurabilityOptions();
        var kills = BenchCommand.Number("--kills", "How often the server is killed", defaults.Kills);
        var between = new Option<double>("--seconds-between")
        {
            Description = "Mean time in seconds that clients write before a kill.",
            HelpName = "S",
            DefaultValueFactory = _ => defaults.SecondsBetween,
        };
        var seed = BenchCommand.Number("--seed", "Seed of what is written and when it is killed", defaults.Seed);
        var clients = BenchCommand.Number("--clients", "Clients that write interactions", defaults.Clients);
        var rate = BenchCommand.Number("--rate", "Interactions they send a second, all together", defaults.Rate);
        var products = BenchCommand.Number("--products", "Products they are about", defaults.Products);
        var customers = BenchCommand.Number("--customers", "Customers that come back", defaults.Customers);
        var keep = new Option<bool>("--keep")
        {
            Description = "Keep the folders of store and copies under the system's temporary folder, to look into.",
        };
        var json = BenchCommand.JsonOption();
        var command = new Command("durability", "Kill a server again and again, and compare.\n\n"
            + "Starts a server of its own with a checkpoint after each MiB of journal, writes to it from several "
            + "clients, and kills it with SIGKILL at random moments, many of them just as it writes a checkpoint or "
            + "cuts its journal. After each kill the store is compared with what the clients were told: every "
            + "interaction acknowledged is in the journal once, none is there twice or was never sent, and histories, "
            + "features, products and customers are what the journal makes of them. Exit code 1 when they are not.")
        {
            kills, between, seed, clients, rate, products, customers, keep, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new DurabilityOptions
            {
                Kills = parsed.GetValue(kills),
                SecondsBetween = parsed.GetValue(between),
                Seed = parsed.GetValue(seed),
                Clients = parsed.GetValue(clients),
                Rate = parsed.GetValue(rate),
                Products = parsed.GetValue(products),
                Customers = parsed.GetValue(customers),
                KeepFolder = parsed.GetValue(keep),
            };
            long startMs = DateTimeOffset.UtcNow.AddDays(-30).ToUnixTimeMilliseconds();
            var report = await BenchCommand.RunAsync(
                progress => new DurabilityRun(BenchCommand.ThisCommand(), options, startMs, progress)
                    .RunAsync(cancellation),
                found => found.ToText(), parsed.GetValue(json));
            if (report.Passed) return ExitCode.Success;
            Say.Error("the proof failed; the store is kept to be looked into.");
            return ExitCode.Failed;
        });
        return command;
    }
}
