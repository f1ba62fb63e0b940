using System.CommandLine;
using Recsys.Models.Repository;
using Recsys.Training;

namespace Recsys.Cli.Commands;

/// <summary>The arguments of `recsys train`.</summary>
internal sealed class TrainArguments
{
    private readonly Option<DirectoryInfo> _data = RecsysPaths.DataOption();
    private readonly Option<DirectoryInfo> _models = RecsysPaths.ModelsOption();
    private readonly Option<string?> _since = SinceOption.Create();
    private readonly Option<int> _fullAfter = SinceOption.CreateFullAfter();
    private readonly Option<bool> _learnMix = SinceOption.CreateLearnMix();
    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Seed of everything random; equal data, options and machine give equal models.",
        HelpName = "N",
        DefaultValueFactory = _ => new TrainingOptions().Seed,
    };
    private readonly Option<string> _ranker = RankerOption.Create();
    private readonly Option<string?> _settings = SettingsOption.Create();
    private readonly Option<string[]> _without = SourcesOption.Create("Learn and serve without a source of candidates");
    private readonly Option<bool> _inactive = new("--no-activate")
    {
        Description = "Publish the version without making it the live one; see: ./recsys models activate.",
    };

    /// <summary>All of them, in the order in which they are listed.</summary>
    public IEnumerable<Option> All =>
        [_data, _models, _since, _fullAfter, _learnMix, _seed, _ranker, _settings, _without, _inactive];

    /// <summary>Trains.</summary>
    /// <param name="parsed">What was given.</param>
    /// <param name="to">Told how it goes; null shows it on the terminal.</param>
    /// <param name="cancellation">Ends it; nothing is published then.</param>
    /// <returns>The published version; null where there is nothing newer than what was to be gone on from.</returns>
    public async Task<ModelVersion?> TrainAsync(
        ParseResult parsed, AttachedTraining? to, CancellationToken cancellation)
    {
        string modelsDirectory = parsed.GetRequiredValue(_models).FullName;
        // What a name or a setting has wrong is said before anything is read.
        string[] sources = SourcesOption.Checked(parsed.GetValue(_without));
        var described = RankerOption.Parse(parsed.GetRequiredValue(_ranker));
        if (parsed.GetValue(_learnMix) && parsed.GetValue(_since) is null) throw SinceOption.MixWithoutSince();
        using var from = parsed.GetValue(_since) is { } name ? SinceOption.Open(modelsDirectory, name) : null;
        var options = from?.Options ?? new TrainingOptions { Ranker = described };
        if (from is not null && IsGiven(parsed, _ranker)) SinceOption.RequireSameRanker(from, described);
        if (from is null || IsGiven(parsed, _seed)) options = options with { Seed = parsed.GetValue(_seed) };
        if (from is null || sources.Length > 0) options = options with { WithoutSources = sources };
        options = SettingsOption.Load(parsed.GetValue(_settings), options);
        if (from is not null) SinceOption.RequireSameTowers(from, options);
        var since = SinceOption.UnlessDueInFull(from, parsed.GetValue(_fullAfter));
        var training = new StoredTraining(
            parsed.GetRequiredValue(_data).FullName, modelsDirectory, options, !parsed.GetValue(_inactive), since,
            parsed.GetValue(_learnMix));
        to?.Begin(increment: since is not null);
        return await (to is null ? training.RunAsync(cancellation) : training.RunAsync(to, to, cancellation));
    }

    private static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false };
}
