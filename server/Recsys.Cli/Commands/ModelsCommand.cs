using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recsys.Cli.Terminal;
using Recsys.Models.Repository;

namespace Recsys.Cli.Commands;

/// <summary>`recsys models`: what is published, and which version is live.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var command = new Command("models", "List published model versions, choose the live one, let a server train.");
        command.Add(CreateList());
        command.Add(CreateActivate());
        command.Add(CreateRollBack());
        command.Add(ModelsTrainCommand.Create());
        command.Add(ModelsRunsCommand.CreateList());
        command.Add(ModelsRunsCommand.CreateCancel());
        return command;
    }

    private static Command CreateList()
    {
        var models = RecsysPaths.ModelsOption();
        var json = RecsysPaths.JsonOption();
        var command = new Command("list", "List the versions, newest first.") { models, json };
        command.SetAction(parsed =>
        {
            var repository = new ModelRepository(parsed.GetRequiredValue(models).FullName);
            var versions = repository.List();
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(versions, JsonOutput.Options));
            else if (versions.Count == 0) Say.Line($"No versions in {repository.Root}; first: ./recsys train");
            else Console.Write(Table(versions));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateActivate()
    {
        var name = new Argument<string>("VERSION") { Description = "Name of the version, as the list shows it." };
        var models = RecsysPaths.ModelsOption();
        var command = new Command(
            "activate", "Make a version the live one; a running server takes it within a second.")
        {
            name, models,
        };
        command.SetAction(parsed =>
        {
            var repository = new ModelRepository(parsed.GetRequiredValue(models).FullName);
            string version = parsed.GetRequiredValue(name);
            try
            {
                repository.Activate(version);
            }
            catch (ArgumentException)
            {
                throw new CommandException(
                    $"'{version}' is not the name of a version; see: ./recsys models list", ExitCode.WrongArguments);
            }
            catch (InvalidDataException refusal)
            {
                throw new CommandException($"{version} cannot be activated: {refusal.Message}");
            }
            Say.Line($"{version} is live.");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateRollBack()
    {
        var models = RecsysPaths.ModelsOption();
        var command = new Command(
            "rollback", "Make the version live again that was live before; a running server takes it within a second.")
        {
            models,
        };
        command.SetAction(parsed =>
        {
            var repository = new ModelRepository(parsed.GetRequiredValue(models).FullName);
            var opening = repository.RollBack();
            foreach (var refused in opening.Refused) Say.Line($"Passed over {refused.Name}: {refused.Reason}");
            if (opening.Version is not { } version)
                throw new CommandException("No version that can still be used was live before this one.");
            Say.Line($"{version.Name} is live again.");
            return ExitCode.Success;
        });
        return command;
    }

    private static TextTable Table(IReadOnlyList<ModelListing> versions)
    {
        var table = new TextTable(
            "version", "state", "products", "customers", "interactions", "data until", "increments",
            "validation AUC");
        foreach (var version in versions)
        {
            string state = version.Problem is not null
                ? $"refused: {version.Problem}"
                : version.IsCurrent ? "live" : "";
            table.Add(
                version.Name, state, Count(version, "items"), Count(version, "users"), Count(version, "interactions"),
                version.Manifest is { DataWindow.ToMs: > 0 } manifest
                    ? DateTimeOffset.FromUnixTimeMilliseconds(manifest.DataWindow.ToMs)
                        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : "",
                Count(version, "increments"),
                version.Manifest?.Metrics.TryGetValue("validation_auc", out double auc) == true
                    ? auc.ToString("0.0000", CultureInfo.InvariantCulture)
                    : "");
        }
        return table;
    }

    private static string Count(ModelListing version, string name) =>
        version.Manifest?.Counts.TryGetValue(name, out long count) == true
            ? count.ToString(CultureInfo.InvariantCulture)
            : "";
}
