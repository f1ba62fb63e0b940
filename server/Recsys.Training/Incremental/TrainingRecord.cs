using Recsys.Training.Neighbors;
using Recsys.Training.Ranking;

namespace Recsys.Training.Incremental;

/// <summary>What a later training needs to know of one, beside the files that are served.</summary>
/// <param name="Settings">The settings by name (<see cref="Tuning.TrainingSettingsFile"/>).</param>
/// <param name="Plan">How item-to-item tables are fitted; how they are asked is in their own file.</param>
/// <param name="TowerLogScale">Inverse temperature of the towers' loss, as its logarithm.</param>
/// <param name="Calibration">What the ranker's log odds were multiplied by, and what was added; taken out again
/// before it goes on learning.</param>
internal sealed record TrainingRecord(
    IReadOnlyDictionary<string, double> Settings, ItemToItemPlan Plan, float TowerLogScale, Calibration Calibration);
