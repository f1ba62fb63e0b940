using System.CommandLine;
using Recsys.Training;
using Recsys.Training.Tuning;

namespace Recsys.Cli.Commands;

/// <summary>`--settings FILE`: settings of training, as `recsys tune` writes them.</summary>
internal static class SettingsOption
{
    public static Option<string?> Create() => new("--settings")
    {
        Description = "File of training settings, as ./recsys tune writes it.", HelpName = "FILE",
    };

    /// <summary>Options with what the file says of them; refused with exit code 2 where it says it wrongly.</summary>
    /// <param name="path">The file; null changes nothing.</param>
    /// <param name="options">What it does not name stays as it is here.</param>
    public static TrainingOptions Load(string? path, TrainingOptions options)
    {
        if (path is null) return options;
        if (!File.Exists(path)) throw new CommandException($"--settings: {path} is not there");
        try
        {
            return TrainingSettingsFile.Load(path, options);
        }
        catch (InvalidDataException wrong)
        {
            throw new CommandException($"--settings: {wrong.Message}", ExitCode.WrongArguments);
        }
    }
}
