namespace Recsys.Cli;

/// <summary>A command cannot go on for a reason its user can mend; the message is one line that says how.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="exitCode">See <see cref="ExitCode"/>.</param>
internal sealed class CommandException(string message, int exitCode = ExitCode.Failed) : Exception(message)
{
    /// <summary>The exit code to end with.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The same for whoever called over the network: without folders and options of this machine. Null where
    /// there is nothing to tell them.</summary>
    public string? Told { get; init; }
}
