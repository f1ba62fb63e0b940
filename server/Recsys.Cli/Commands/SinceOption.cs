using System.CommandLine;
using Recsys.Cli.Terminal;
using Recsys.Models.Repository;
using Recsys.Pipeline.Features;
using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Incremental;

namespace Recsys.Cli.Commands;

/// <summary>`--since VERSION`: what an incremental training goes on from.</summary>
internal static class SinceOption
{
    /// <summary>Stands for the live version.</summary>
    public const string Live = "current";

    public static Option<string?> Create() => new("--since")
    {
        Description = "Go on from a published version, in a fraction of the time: learn only from what came after it. "
            + $"'{Live}' names the live one.",
        HelpName = "VERSION",
    };

    public static Option<int> CreateFullAfter()
    {
        var option = new Option<int>("--full-after")
        {
            Description = "With --since: train in full once so many incremental trainings follow the last full one.",
            HelpName = "N",
            DefaultValueFactory = _ => IncrementalTrainer.DefaultFullAfter,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int count)
                && count is < 1 or > 10_000)
                result.AddError("--full-after must be 1-10,000.");
        });
        return option;
    }

    public static Option<bool> CreateLearnMix() => new("--learn-mix")
    {
        Description = "With --since: learn anew what sources and ranker count, too, from the customers who came back; "
            + "a full training always does.",
    };

    /// <summary>What is wrong with `--learn-mix` alone.</summary>
    public static CommandException MixWithoutSince() => new(
        "--learn-mix goes with --since: a training in full learns the mix anyway", ExitCode.WrongArguments);

    /// <summary>Opens a version to go on from; the caller's to dispose.</summary>
    /// <param name="modelsDirectory">The repository.</param>
    /// <param name="name">Name of the version, or <see cref="Live"/>.</param>
    /// <exception cref="CommandException">It is none, or nothing can go on from it.</exception>
    public static WarmStart Open(string modelsDirectory, string name)
    {
        var repository = new ModelRepository(modelsDirectory);
        if (name == Live)
            name = repository.Current ?? throw new CommandException(
                $"--since: no version in {modelsDirectory} is live; see: ./recsys models list, or train in full "
                + "without --since");
        try
        {
            return WarmStart.Open(repository.Open(name));
        }
        catch (ArgumentException)
        {
            throw new CommandException(
                $"--since: '{name}' is not the name of a version, nor '{Live}'; see: ./recsys models list",
                ExitCode.WrongArguments);
        }
        catch (InvalidDataException refusal)
        {
            throw new CommandException($"--since {name}: {refusal.Message}")
            {
                Told = $"parent_version {name}: {refusal.Message}",
            };
        }
    }

    /// <summary>Refuses a kind of ranker that is not the version's.</summary>
    public static void RequireSameRanker(WarmStart since, RankerDescription described)
    {
        var kind = since.Options.Ranker.Kind;
        if (described.Kind != kind)
            throw new CommandException(
                $"--ranker: model version {since.Version.Name} has a {RankerKinds.NameOf(kind)}, and --since goes on "
                + "with it; leave --ranker out, or train in full without --since", ExitCode.WrongArguments);
    }

    /// <summary>Refuses towers of another size than the version's.</summary>
    public static void RequireSameTowers(WarmStart since, TrainingOptions options)
    {
        if (options.TowerDimension != since.Options.TowerDimension)
            throw new CommandException(
                $"--settings: tower_dimension is {options.TowerDimension} there, and model version "
                + $"{since.Version.Name} has {since.Options.TowerDimension}, which --since goes on with; leave it out, "
                + "or train in full without --since", ExitCode.WrongArguments);
    }

    /// <summary>The version to go on from; null, with a word about it, where a full training is due.</summary>
    public static WarmStart? UnlessDueInFull(WarmStart? since, int fullAfter)
    {
        if (since is null || since.Increments < fullAfter) return since;
        Say.Line(
            $"Model version {since.Version.Name} is {since.Increments} incremental trainings away from the last full "
            + $"one: training in full now (--full-after {fullAfter}).");
        return null;
    }

    /// <summary>Whether there is something to go on with; says so where there is not.</summary>
    public static bool HasNews(WarmStart since, InteractionTable table)
    {
        long late = IncrementalTrainer.LateRows(table, since);
        if (late > 0)
            Say.Line(
                $"{late:N0} interactions came late: they are older than the newest that model version "
                + $"{since.Version.Name} knows. Towers, ranker and sequential model learn from them in a full training "
                + "only.");
        if (IncrementalTrainer.HasNews(table, since)) return true;
        Say.Line($"Nothing is newer than model version {since.Version.Name}: nothing to learn, nothing published.");
        return false;
    }

    /// <summary>Refuses a store that a version was not trained on, or that has lost what came after it.</summary>
    /// <param name="since">The version.</param>
    /// <param name="dataDirectory">The store.</param>
    /// <param name="begin">Where its journal begins.</param>
    /// <param name="end">Where it ends.</param>
    public static void RequireSameStore(WarmStart since, string dataDirectory, long begin, long end)
    {
        if (!since.Version.Manifest.Counts.TryGetValue(JournalPosition, out long read)) return;
        if (read < begin)
            throw new CommandException(
                $"--since: model version {since.Version.Name} has read the journal up to {read:N0}, and that of "
                + $"{dataDirectory} was cut up to {begin:N0}: what lay between is gone. Name a newer version, or train "
                + "in full without --since")
            {
                Told = $"The journal was cut behind what model version {since.Version.Name} has read: what lay between "
                    + "is gone. Name a newer version, or train in full.",
            };
        if (read > end)
            throw new CommandException(
                $"--since: model version {since.Version.Name} has read the journal up to {read:N0}, and that of "
                + $"{dataDirectory} ends at {end:N0}: it was trained on another store, or on what this one held "
                + "before it was restored. Name its store by --data, or train in full without --since")
            {
                Told = $"Model version {since.Version.Name} was trained on another store, or on what this one held "
                    + "before it was restored. Train in full.",
            };
    }

    /// <summary>Count of a manifest: where the journal ended that the version learned from.</summary>
    public const string JournalPosition = "journal_position";
}
