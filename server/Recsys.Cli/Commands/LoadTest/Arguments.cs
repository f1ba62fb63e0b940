using System.CommandLine;

namespace Recsys.Cli.Commands.LoadTest;

/// <summary>Options of the kinds that `recsys loadtest` has many of.</summary>
internal static class Arguments
{
    public static Option<int> Number(string name, string description, int value) => new(name)
    {
        Description = description + ".",
        HelpName = "N",
        DefaultValueFactory = _ => value,
    };

    public static Option<double> Real(string name, string description, double value) => new(name)
    {
        Description = description + ".",
        HelpName = "N",
        DefaultValueFactory = _ => value,
    };

    public static Option<string?> Text(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
    };

    public static Option<FileInfo?> FileOf(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "FILE",
    };

    // A time no TimeSpan can hold is out of the options' bounds anyway.
    public static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds is >= 0 and <= 1e6 ? seconds : -1);
}
