using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;
using Recsys.Cli.Commands;
using Recsys.Cli.Commands.Bench;
using Recsys.Cli.Commands.LoadTest;
using Recsys.Cli.Commands.Status;
using Recsys.Cli.Terminal;
using Recsys.Native;
using Recsys.Storage.Errors;
using Recsys.Training;

namespace Recsys.Cli;

/// <summary>The `recsys` command: every verb, and what its exit codes mean.</summary>
internal static class RecsysCommandLine
{
    /// <summary>Runs one command line.</summary>
    /// <returns>0 when it worked, 1 when it did not, 2 when the arguments are wrong, 130 when it was interrupted, 143
    /// when it was told to end.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "Recommendations over gRPC: import a shop's data, train on it, serve it, measure it.")
        {
            DemoCommand.Create(),
            ServeCommand.Create(),
            ImportCommand.Create(),
            TrainCommand.Create(),
            EvaluateCommand.Create(),
            TuneCommand.Create(),
            StatusCommand.Create(),
            ModelsCommand.Create(),
            JournalCommand.Create(),
            LoadTestCommand.Create(),
            BenchCommand.Create(),
            OpenApiCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // A word nobody knows is the cause of whatever else is missing, so it is said first.
            string problem = parsed.UnmatchedTokens is [var unknown, ..]
                ? $"Unrecognized command or argument '{unknown}'."
                : parsed.Errors[0].Message;
            Say.Error($"{problem} See: {CommandPath(parsed)} --help");
            return ExitCode.WrongArguments;
        }
        return await RunAsync(parsed);
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        // Ctrl-C and SIGTERM reach commands as cancellation, so that a server drains, an import ends at a whole batch
        // and a training takes its files away. The second one ends the process at once.
        using var interrupted = new CancellationTokenSource();
        int code = ExitCode.Interrupted;
        void Interrupt(object? sender, ConsoleCancelEventArgs e)
        {
            e.Cancel = !interrupted.IsCancellationRequested;
            interrupted.Cancel();
        }
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            if (interrupted.IsCancellationRequested) return;
            signal.Cancel = true;
            code = ExitCode.Terminated;
            interrupted.Cancel();
        });
        Console.CancelKeyPress += Interrupt;
        try
        {
            // Signals are ours and the server's to handle: a checkpoint at the end may take longer than the library
            // would wait.
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, interrupted.Token);
        }
        catch (CommandException e)
        {
            Say.Error(e.Message);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            Say.Error("Interrupted.");
            return code;
        }
        catch (Exception e) when (IsExpected(e))
        {
            // What the machine, a file or the data did; the message says it, a stack trace would not help.
            Say.Error(e.Message);
            return ExitCode.Failed;
        }
        finally
        {
            Console.CancelKeyPress -= Interrupt;
        }
    }

    private static bool IsExpected(Exception e) =>
        e is IOException or InvalidDataException or UnauthorizedAccessException
            or StorageException or NativeException or TrainingException;

    private static string CommandPath(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            if (at.Parent is not null) names.Push(command.Command.Name);
        return string.Join(' ', names.Prepend("./recsys"));
    }
}
