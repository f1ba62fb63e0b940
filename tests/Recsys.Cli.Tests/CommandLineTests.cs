namespace Recsys.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("no-such-command")]
    [InlineData("--no-such-option")]
    public async Task Run_WrongArguments_SaysOneLineAndReturnsTwo(string argument)
    {
        var (code, error) = await RunAsync(argument);

        Assert.Equal(2, code);
        Assert.Contains(argument, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("train")]
    public async Task Run_UnknownSourceSwitchedOff_NamesThoseThereAre(string command)
    {
        var (code, error) = await RunAsync(command, "--without-source", "telepathy");

        Assert.Equal(2, code);
        Assert.Contains("telepathy", error, StringComparison.Ordinal);
        Assert.Contains("two_tower", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--address", "127.0.0.1:5080")]
    [InlineData("--address", "ftp://127.0.0.1")]
    [InlineData("--address", "https://127.0.0.1:5080")]
    [InlineData("--address", "http://127.0.0.1:5080/path")]
    [InlineData("--otlp", "collector")]
    public async Task Serve_AddressThatIsNone_SaysSoAndReturnsTwo(string option, string value)
    {
        // Reading the options must not be what fails: every value here gets as far as being judged.
        var (code, error) = await RunAsync("serve", option, value);

        Assert.Equal(2, code);
        Assert.Contains("http", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Run_Help_ReturnsZero()
    {
        var (code, error) = await RunAsync("--help");

        Assert.Equal(0, code);
        Assert.Empty(error);
    }

    private static async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        var before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            return (await RecsysCommandLine.RunAsync(args), error.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
