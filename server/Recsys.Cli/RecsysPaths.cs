using System.CommandLine;

namespace Recsys.Cli;

/// <summary>Where things lie when nobody says otherwise.</summary>
internal static class RecsysPaths
{
    /// <summary>The folder of the checkout, which the launcher names in RECSYS_HOME; else the current folder.</summary>
    public static string Home => Environment.GetEnvironmentVariable("RECSYS_HOME") is { Length: > 0 } home
        ? home
        : Directory.GetCurrentDirectory();

    /// <summary>The bundled sample's folder.</summary>
    public static string Sample => Path.Combine(Home, "samples", "online-retail-ii");

    /// <summary>`--data`, the folder of the journal and the stores.</summary>
    public static Option<DirectoryInfo> DataOption() => new("--data")
    {
        Description = "Folder of the journal, the catalogue and the features (default: data in the checkout).",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Home, "data")),
    };

    /// <summary>`--models`, the folder of the model repository.</summary>
    public static Option<DirectoryInfo> ModelsOption() => new("--models")
    {
        Description = "Folder of the model repository (default: models in the checkout).",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(Home, "models")),
    };

    /// <summary>`--json`: the answer as one JSON document on standard output.</summary>
    public static Option<bool> JsonOption() => new("--json")
    {
        Description = "Print the answer as one JSON document on standard output.",
    };
}
