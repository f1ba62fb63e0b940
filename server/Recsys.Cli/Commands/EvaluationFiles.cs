using Recsys.Training;
using Recsys.Training.Data;
using Recsys.Training.Evaluation;
using Recsys.Training.Import;

namespace Recsys.Cli.Commands;

/// <summary>The files of an evaluation, and how training and test are made of them.</summary>
internal sealed record EvaluationFiles
{
    // More bad rows than this part of a file, and it is another format than it was taken for.
    private const double MostRejected = 0.1;

    public required string Train { get; init; }
    public string? Test { get; init; }
    public string? Mapping { get; init; }
    public long? SplitMs { get; init; }
    public bool LeaveLast { get; init; }
    public bool Validation { get; init; }
    public double? HoldOutPercent { get; init; }
    public bool Order { get; init; }
    public int Seed { get; init; }

    /// <summary>Refuses what cannot be meant.</summary>
    public void Check(bool ownTest = false)
    {
        string[] chosen =
        [
            .. new[]
            {
                Test is null ? "" : "--test", SplitMs is null ? "" : "--split", LeaveLast ? "--leave-last" : "",
                HoldOutPercent is null ? "" : "--hold-out", ownTest ? "--replay" : "",
            }.Where(name => name.Length > 0),
        ];
        if (chosen.Length == 0)
            throw new CommandException(
                "nothing to measure on: name a file with --test, a day to split the training file at with --split, "
                + "or take the test from it with --leave-last or --hold-out PERCENT",
                ExitCode.WrongArguments);
        if (chosen.Length > 1 && !(chosen is ["--test", "--split"]))
            throw new CommandException(
                $"{string.Join(" and ", chosen)} are different protocols: choose one", ExitCode.WrongArguments);
        if (Validation && !LeaveLast)
            throw new CommandException("--validation goes with --leave-last", ExitCode.WrongArguments);
        if (HoldOutPercent is { } percent && percent is not (> 0 and < 100))
            throw new CommandException("--hold-out is a percentage, above 0 and below 100", ExitCode.WrongArguments);
        foreach (string? file in new[] { Train, Test, Mapping })
            if (file is not null && !File.Exists(file)) throw new CommandException($"{file} is not there");
    }

    /// <summary>Reads what there is and makes training and test of it.</summary>
    public async Task<EvaluationSet> ReadAsync(IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        // A split limits the reading itself, so that no title or price of the future reaches training.
        var past = SplitMs is { } end ? ImportOptions.Default with { BeforeMs = end } : ImportOptions.Default;
        var train = await ReadAsync(Train, past, progress, cancellation);
        if (Order) train = SequenceTimes.Of(train);
        if (LeaveLast) return NeedsOrder(train, Order, () => EvaluationSet.LeaveLast(train, Validation));
        if (HoldOutPercent is { } percent) return EvaluationSet.HoldOut(train, percent / 100, Seed);
        var future = SplitMs is { } start ? ImportOptions.Default with { FromMs = start } : ImportOptions.Default;
        var test = await ReadAsync(Test ?? Train, future, progress, cancellation);
        return new EvaluationSet(train, test) { Protocol = SplitMs is null ? "two files" : "split in time" };
    }

    /// <summary>Reads the interactions of the training file before a time.</summary>
    public Task<InteractionTable> ReadBeforeAsync(
        long timeMs, IProgress<ImportProgress> progress, CancellationToken cancellation) =>
        ReadAsync(Train, ImportOptions.Default with { BeforeMs = timeMs }, progress, cancellation);

    private async Task<InteractionTable> ReadAsync(
        string path, ImportOptions options, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        var mapping = Mapping is null ? null : InteractionMapping.Load(Mapping);
        var (table, report) = await InteractionFiles.ReadAsync([path], mapping, options, progress, cancellation);
        foreach (string note in report.Notes) Terminal.Say.Line(note);
        long rejected = report.Rejected.Values.Sum();
        if (rejected == 0) return table;
        var first = report.FirstRejects[0];
        string problem = $"{rejected:N0} of {report.Rows:N0} rows cannot be read, the first one in {first.File}, line "
            + $"{first.Line}: {first.Reason}";
        if (rejected > MostRejected * report.Rows)
            throw new CommandException(
                $"{problem}. If the columns were taken wrongly, say what they mean with --mapping (docs/import.md)");
        Terminal.Say.Line(problem);
        return table;
    }

    private static EvaluationSet NeedsOrder(InteractionTable table, bool order, Func<EvaluationSet> split)
    {
        if (!order && table.TimesMs[0] == table.TimesMs[^1])
            throw new CommandException(
                "--leave-last needs to know what was last, and the file has no times or one time for all: "
                + "if its order is the order in time, say so with --order",
                ExitCode.WrongArguments);
        return split();
    }
}
