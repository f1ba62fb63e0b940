using System.CommandLine;
using Recsys.Bench.Newcomers;
using Recsys.Models.Repository;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench newcomers`: how soon new products are found.</summary>
internal static class NewcomersCommand
{
    public static Command Create()
    {
        var defaults = new NewcomersOptions { DataFolder = "", ModelsFolder = "" };
        var folder = new Option<DirectoryInfo>("--demo")
        {
            Description = "Folder of a demo, whose store is copied and whose model is served "
                + "(default: demo in the checkout; ./recsys demo --once makes it).",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(RecsysPaths.Home, "demo")),
        };
        var products = BenchCommand.Number("--products", "Products made one by one", defaults.Products);
        var imported = BenchCommand.Number("--import", "Products imported in one stream", defaults.Imported);
        var json = BenchCommand.JsonOption();
        var command = new Command("newcomers", "Measure how soon new products are found.\n\n"
            + "Starts a server of its own and measures in one run: from CreateProduct's answer to the first answer "
            + "that holds the product, and to the first that found others by its vector; then RecommendForUser alone "
            + "and while a whole catalogue is imported, and how long until all of that is searched.")
        {
            folder, products, imported, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string demo = parsed.GetRequiredValue(folder).FullName;
            string models = Path.Combine(demo, "models");
            if (!Directory.Exists(models) || new ModelRepository(models).OpenCurrent().Version is null)
                throw new CommandException($"There is no model in {demo}; ./recsys demo --once makes one.");
            var options = new NewcomersOptions
            {
                DataFolder = Path.Combine(demo, "data"),
                ModelsFolder = models,
                Products = parsed.GetValue(products),
                Imported = parsed.GetValue(imported),
            };
            await BenchCommand.RunAsync(
                progress => new NewcomersRun(BenchCommand.ThisCommand(), options, progress).RunAsync(cancellation),
                report => report.ToText(), parsed.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
