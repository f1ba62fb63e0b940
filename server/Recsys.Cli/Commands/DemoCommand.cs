using System.CommandLine;
using Recsys.Cli.Demo;
using Recsys.Server;

namespace Recsys.Cli.Commands;

/// <summary>`recsys demo`: from the bundled sample to a running server.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--folder")
        {
            Description = "Folder that the demo's store and models are kept in (default: demo in the checkout).",
            HelpName = "DIR",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(RecsysPaths.Home, "demo")),
        };
        var once = new Option<bool>("--once")
        {
            Description = "Ask the server for one customer's recommendations and one product's similar ones, "
                + "print them, and end.",
        };
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1; 0 takes a free one "
                + $"(default: {ServerOptions.DefaultPort}, with --once a free one).",
            HelpName = "N",
            DefaultValueFactory = _ => -1,
        };
        var customer = new Option<string>("--customer")
        {
            Description = "Customer to recommend for.",
            HelpName = "ID",
            DefaultValueFactory = _ => "12347",
        };
        var product = new Option<string>("--product")
        {
            Description = "Product to find similar ones of.",
            HelpName = "ID",
            DefaultValueFactory = _ => "85123A",
        };
        var json = RecsysPaths.JsonOption();
        var command = new Command(
            "demo",
            "Import the bundled sample, train on it, serve it on 127.0.0.1 and stay up.\n\n"
            + "The sample is Online Retail II: 22 months of a British gift shop. "
            + "The first run takes some minutes; later ones reuse what is there.")
        {
            folder, once, port, customer, product, json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(port) is < -1 or > 65535) result.AddError("--port is from 0 to 65535.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            bool onlyOnce = parsed.GetValue(once);
            int chosen = parsed.GetValue(port);
            var settings = new DemoSettings(
                parsed.GetRequiredValue(folder).FullName, onlyOnce, parsed.GetValue(json),
                chosen >= 0 ? chosen : onlyOnce ? 0 : ServerOptions.DefaultPort,
                parsed.GetRequiredValue(customer), parsed.GetRequiredValue(product));
            return new DemoRun(settings).RunAsync(cancellation);
        });
        return command;
    }
}
