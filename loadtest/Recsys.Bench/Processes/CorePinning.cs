using System.Diagnostics;
using System.Globalization;

namespace Recsys.Bench.Processes;

/// <summary>
/// Keeps a server on some of the processors and whoever loads it on the others, by <c>taskset</c>: measured on shared
/// ones, each would wait for the other.
/// </summary>
public static class CorePinning
{
    private const string Tool = "taskset";

    /// <summary>The command on the first so many processors; .NET then counts those only.</summary>
    /// <param name="command">The command.</param>
    /// <param name="cores">Processors for it, at least 1, at most all; 0 leaves the choice to the system.</param>
    /// <exception cref="ArgumentException">There are not so many.</exception>
    public static ServerCommand OnFirst(ServerCommand command, int cores)
    {
        ArgumentNullException.ThrowIfNull(command);
        Check(cores, Environment.ProcessorCount);
        return cores == 0
            ? command
            : new ServerCommand(Tool, ["-c", Range(0, cores - 1), command.Program, .. command.Arguments]);
    }

    /// <summary>Puts all threads of this process on the processors behind the first so many, where there are
    /// any.</summary>
    /// <exception cref="BenchException">The system does not let it.</exception>
    public static async Task LeaveFirstAsync(int cores, CancellationToken cancellation)
    {
        int all = Environment.ProcessorCount;
        if (cores == 0 || cores >= all) return;
        var start = new ProcessStartInfo(
            Tool, ["-a", "-p", "-c", Range(cores, all - 1), $"{Environment.ProcessId}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            string said = await process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            if (process.ExitCode != 0) throw new BenchException($"{Tool} failed: {said.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new BenchException($"{Tool} cannot be started (apt-get install util-linux).", error);
        }
    }

    /// <summary>Refuses more processors than there are.</summary>
    /// <exception cref="ArgumentException">Names the bounds.</exception>
    public static void Check(int cores, int all)
    {
        if (cores < 0 || cores > all)
            throw new ArgumentException(
                $"The server's processors are 1 to {all}, or 0 for whichever the system gives it.", nameof(cores));
    }

    private static string Range(int first, int last) => first == last
        ? first.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{first}-{last}");
}
