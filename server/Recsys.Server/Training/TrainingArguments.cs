namespace Recsys.Server.Training;

/// <summary>The command line of a training.</summary>
internal static class TrainingArguments
{
    // Found where the system is Linux's usual one. What waits for a processor gets it from a training at once.
    private const string Nice = "/usr/bin/nice";

    private static readonly string[] Lowest = ["-n", "19"];

    /// <summary>Puts it together.</summary>
    /// <param name="program">What trains.</param>
    /// <param name="options">Where the server's store and models are.</param>
    /// <param name="parent">The version to go on from; empty trains in full.</param>
    public static (string FileName, IReadOnlyList<string> Arguments) Of(
        TrainingProgram program, ServerOptions options, string parent)
    {
        // Which version is live is the server's to decide, once the new one is published.
        List<string> arguments =
        [
            .. program.Arguments, "train", "--attached", "--no-activate",
            "--data", Path.GetFullPath(options.DataDirectory), "--models", Path.GetFullPath(options.ModelsDirectory),
        ];
        if (parent.Length > 0) arguments.AddRange(["--since", parent]);
        return File.Exists(Nice) ? (Nice, [.. Lowest, program.FileName, .. arguments]) : (program.FileName, arguments);
    }
}
