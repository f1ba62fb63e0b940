using System.CommandLine;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Models.Repository;

namespace Recsys.Cli.Commands;

/// <summary>`recsys train`: learns from everything imported and publishes a model version.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var arguments = new TrainArguments();
        var json = RecsysPaths.JsonOption();
        var attached = AttachedTraining.CreateOption();
        var command = new Command("train", "Train on everything imported and publish a model version.\n\n" +
            "A server may have the store open meanwhile: everything up to where its journal is durable when training " +
            "begins is read, nothing is locked, and a running server takes the new version within a second. To let " +
            "the server start it: ./recsys models train.");
        foreach (var option in arguments.All) command.Add(option);
        command.Add(json);
        command.Add(attached);
        command.Validators.Add(result =>
        {
            if (result.GetValue(attached) && result.GetValue(json))
                result.AddError("--attached goes without --json: it has standard output for itself.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(attached))
            {
                var told = new AttachedTraining(Console.Out);
                await told.RunAsync(
                    async ended => (await arguments.TrainAsync(parsed, told, ended))?.Name, cancellation);
                return ExitCode.Success;
            }
            var version = await arguments.TrainAsync(parsed, null, cancellation);
            if (parsed.GetValue(json))
                Console.WriteLine(JsonSerializer.Serialize(version?.Manifest, JsonOutput.Options));
            else if (version is not null)
                Describe(version);
            if (version is not null) Say.Line("Next: ./recsys serve");
            return ExitCode.Success;
        });
        return command;
    }

    private static void Describe(ModelVersion version)
    {
        Say.Line(version.Manifest.Parents is [var parent, ..]
            ? $"Published model version {version.Name}, which goes on from {parent}:"
            : $"Published model version {version.Name}:");
        foreach (var (name, value) in version.Manifest.Counts) Say.Line($"  {name,-24} {value,14:N0}");
        foreach (var (name, value) in version.Manifest.Metrics) Say.Line($"  {name,-24} {value,14:0.####}");
    }
}
