using Recsys.Pipeline.Features;
using Recsys.Training.Tuning;

namespace Recsys.Training.Evaluation;

/// <summary>What the measured models were trained with.</summary>
/// <param name="Ranker">Kind of the ranker.</param>
/// <param name="Settings">All settings, by the names of a settings file.</param>
/// <param name="WithoutSources">Sources that training was told to do without, by name.</param>
/// <param name="Seed">Seed of everything random in training.</param>
public sealed record TrainedWithReport(
    string Ranker, IReadOnlyDictionary<string, double> Settings, IReadOnlyList<string> WithoutSources,
    ulong Seed)
{
    internal static TrainedWithReport Of(TrainingOptions options) => new(
        RankerKinds.NameOf(options.Ranker.Kind), TrainingSettingsFile.Values(options), options.WithoutSources,
        options.Seed);
}
