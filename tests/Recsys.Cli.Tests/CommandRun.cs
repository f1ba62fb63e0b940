namespace Recsys.Cli.Tests;

/// <summary>One run of the command in this process, and what it printed.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static async Task<CommandRun> StartAsync(params string[] args)
    {
        var (outBefore, errorBefore) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var error = new StringWriter();
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            int code = await RecsysCommandLine.RunAsync(args);
            return new CommandRun(code, output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(outBefore);
            Console.SetError(errorBefore);
        }
    }
}
