using System.CommandLine;
using Recsys.Snapshots;

namespace Recsys.Cli.Commands;

/// <summary>`--without-source NAME`: switches sources of candidates off.</summary>
internal static class SourcesOption
{
    public static Option<string[]> Create(string what) => new("--without-source")
    {
        Description = $"{what}: {string.Join(", ", HomeSources.Names)}; can be repeated (default: all are used).",
        HelpName = "NAME",
    };

    /// <summary>What was given, refused with exit code 2 where a name is not known.</summary>
    public static string[] Checked(string[]? names)
    {
        try
        {
            HomeSources.Validate(names ?? []);
        }
        catch (ArgumentException wrong)
        {
            throw new CommandException($"--without-source: {wrong.Message}", ExitCode.WrongArguments);
        }
        return names ?? [];
    }
}
