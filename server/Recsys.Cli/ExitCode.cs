namespace Recsys.Cli;

/// <summary>What the command's exit codes mean.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int Failed = 1;
    public const int WrongArguments = 2;
    public const int Interrupted = 130;
    public const int Terminated = 143;
}
