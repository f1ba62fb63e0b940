using Recsys.Bench;
using Recsys.Bench.Processes;
using Recsys.Cli.Commands.Bench;
using Recsys.Cli.Terminal;
using Recsys.Synthetic;

namespace Recsys.Cli.Commands;

/// <summary>A synthetic shop served by a process of its own, which ends with it.</summary>
internal sealed class ShopServer : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);

    private ShopServer(BenchServer process) => Process = process;

    /// <summary>The process.</summary>
    public BenchServer Process { get; }

    /// <summary>Serves a shop and waits until it is ready.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="cores">Processors that the server keeps to; 0 leaves the choice to the system.</param>
    /// <param name="cancellation">Gives up, and ends the server.</param>
    /// <exception cref="ArgumentException">There are fewer processors.</exception>
    /// <exception cref="CommandException">It did not start; the message says what it said.</exception>
    public static async Task<ShopServer> StartAsync(SyntheticShop shop, int cores, CancellationToken cancellation)
    {
        try
        {
            var command = CorePinning.OnFirst(BenchCommand.ThisCommand(), cores);
            string on = cores > 0 ? $" on {cores} of {Environment.ProcessorCount} processors" : "";
            Say.Line($"  serving {shop.Shape.Name}{on} …");
            var process = await BenchServer.StartAsync(
                command, FreePort.Take(), ["--data", shop.DataFolder, "--models", shop.ModelsFolder], cancellation);
            await CorePinning.LeaveFirstAsync(cores, cancellation);
            Say.Line($"  ready after {process.StartTime.TotalSeconds:0.0} s, "
                + $"{process.Usage.ResidentBytes / 1e6:0} MB resident");
            return new ShopServer(process);
        }
        catch (BenchException error)
        {
            throw new CommandException(error.Message);
        }
    }

    /// <summary>Ends it in good order; one that does not end in time is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!Process.HasExited) await Process.StopAsync(StopLimit);
        }
        catch (BenchException late)
        {
            Say.Error(late.Message);
        }
        finally
        {
            await Process.DisposeAsync();
        }
    }
}
