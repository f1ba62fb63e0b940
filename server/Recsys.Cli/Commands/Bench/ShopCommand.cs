using System.CommandLine;
using Recsys.Cli.Terminal;

namespace Recsys.Cli.Commands.Bench;

/// <summary>`recsys bench shop`: makes a synthetic shop and leaves it, to be served by hand.</summary>
internal static class ShopCommand
{
    public static Command Create()
    {
        var products = BenchCommand.Number("--products", "Products, 100 to 20000000", 50_000);
        var customers = new Option<int?>("--customers")
        {
            Description = "Customers, 1 to 20000000 (default: as many for each product as Ali-CCP has).",
            HelpName = "N",
        };
        var synthetic = new SyntheticArguments();
        var command = new Command("shop", "Make a synthetic shop with a model, to the shape of Ali-CCP.\n\n"
            + "Products in clusters of Zipf sizes, customers who like a few of them, and a model that fits both "
            + "without training; the same shape and seed give the same shop. Nothing is made where it is there.")
        {
            products, customers,
        };
        foreach (var option in synthetic.Options) command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            int count = parsed.GetValue(products);
            try
            {
                var shape = synthetic.ShapeOf(
                    parsed, count, parsed.GetValue(customers) ?? SyntheticArguments.CustomersFor(count));
                var shop = await synthetic.OpenOrMakeAsync(parsed, shape, cancellation);
                Say.Line($"{shop.Folder} holds {shape.Name}. Serve it with:");
                Console.Out.WriteLine($"./recsys serve --data {shop.DataFolder} --models {shop.ModelsFolder}");
                return ExitCode.Success;
            }
            catch (ArgumentException error)
            {
                throw new CommandException(error.Message, ExitCode.WrongArguments);
            }
        });
        return command;
    }
}
