using Recsys.Training.Data;
using Recsys.Training.Import;

namespace Recsys.Cli.Commands;

/// <summary>The files of an evaluation: two, or one that is split at a time.</summary>
internal sealed record EvaluationFiles(string? Train, string? Test, long? SplitMs, string? Mapping)
{
    /// <summary>Refuses what cannot be meant.</summary>
    public void Check()
    {
        if (Test is null && SplitMs is null)
            throw new CommandException(
                "nothing to measure on: name a file with --test, or a day to split the training file at with --split",
                ExitCode.WrongArguments);
        foreach (string? file in new[] { Train, Test, Mapping })
            if (file is not null && !File.Exists(file)) throw new CommandException($"{file} is not there");
    }

    /// <summary>Reads both tables.</summary>
    public async Task<(InteractionTable Train, InteractionTable Test)> ReadAsync(
        IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        var mapping = Mapping is null ? null : InteractionMapping.Load(Mapping);
        // A split limits the reading itself, so that no title or price of the future reaches training.
        var past = SplitMs is { } end ? ImportOptions.Default with { BeforeMs = end } : ImportOptions.Default;
        var future = SplitMs is { } start ? ImportOptions.Default with { FromMs = start } : ImportOptions.Default;
        var train = await InteractionFiles.ReadAsync([Train!], mapping, past, progress, cancellation);
        var test = await InteractionFiles.ReadAsync([Test ?? Train!], mapping, future, progress, cancellation);
        return (train.Table, test.Table);
    }
}
