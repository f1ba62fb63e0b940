using System.Text.Json;
using Recsys.Cli.Terminal;

namespace Recsys.Cli.Commands;

/// <summary>Where an evaluation's report goes.</summary>
/// <param name="Json">File of the JSON, - for standard output, or null.</param>
/// <param name="Html">File of the page, or null.</param>
internal sealed record EvaluationOutput(string? Json, string? Html)
{
    /// <summary>Found out after minutes of training, a folder that is not there would cost all of them.</summary>
    public void Check()
    {
        Check("--json", Json == "-" ? null : Json);
        Check("--html", Html);
    }

    /// <summary>Writes what was asked for.</summary>
    public async Task WriteAsync<T>(T report, Func<T, string> page, CancellationToken cancellation)
    {
        if (Json is not null)
        {
            string text = JsonSerializer.Serialize(report, JsonOutput.Options);
            if (Json == "-") Console.WriteLine(text);
            else await File.WriteAllTextAsync(Json, text + "\n", cancellation);
        }
        if (Html is not null) await File.WriteAllTextAsync(Html, page(report), cancellation);
    }

    private static void Check(string option, string? path)
    {
        if (path is null || Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) return;
        throw new CommandException($"{option}: there is no folder to write {path} into");
    }
}
