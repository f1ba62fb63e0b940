using System.CommandLine;
using Recsys.LoadTest;
using Recsys.LoadTest.Requests;
using Recsys.Synthetic;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>
/// `recsys loadtest --products N`: makes a shop of so many products where it is not there, serves it, loads it, ends
/// the server.
/// </summary>
internal sealed class ShopLoadTest
{
    private readonly SyntheticArguments _shop = new();

    private readonly Option<int> _serverCores = Arguments.Number(
        "--server-cores", "Processors the synthetic shop's server keeps to, the load on the others; 0 for any", 0);

    public IEnumerable<Option> Options => [.. _shop.Options, _serverCores];

    /// <summary>Whether a shop is to be made, not a running server measured.</summary>
    public static bool IsAskedFor(ParseResult parsed, LoadTestArguments arguments) =>
        parsed.GetValue(arguments.Requests.Products) is { } text && SyntheticArguments.TryNumber(text, out _);

    /// <summary>Makes, serves, loads, reports.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentException">An argument is out of its bounds.</exception>
    public async Task<int> RunAsync(
        LoadTestArguments arguments, ParseResult parsed, CancellationToken cancellation)
    {
        var options = arguments.OptionsOf(parsed, withIds: false);
        var shape = ShapeOf(arguments, parsed);
        int cores = parsed.GetValue(_serverCores);
        Recsys.Bench.Processes.CorePinning.Check(cores, Environment.ProcessorCount);
        options = options with { Customers = Customers(shape), Products = Products(shape) };
        options.Checked();

        var shop = await _shop.OpenOrMakeAsync(parsed, shape, cancellation);
        await using var server = await ShopServer.StartAsync(shop, cores, cancellation);
        return await LoadTestCommand.MeasureAsync(server.Process.Address, arguments, parsed, options, cancellation);
    }

    /// <summary>Ids of a shop's customers.</summary>
    public static IdList Customers(SyntheticShape shape) => IdList.Numbered("c", 7, shape.Customers, 1);

    private static IdList Products(SyntheticShape shape) => IdList.Numbered("p", 7, shape.Products, 1);

    private SyntheticShape ShapeOf(LoadTestArguments arguments, ParseResult parsed)
    {
        SyntheticArguments.TryNumber(parsed.GetValue(arguments.Requests.Products)!, out int products);
        int customers = SyntheticArguments.CustomersFor(products);
        if (parsed.GetValue(arguments.Requests.Customers) is { } text
            && !SyntheticArguments.TryNumber(text, out customers))
            throw new ArgumentException($"--customers of a made shop is a number, not '{text}'.");
        return _shop.ShapeOf(parsed, products, customers);
    }
}
