using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.Mixing;
using Recsys.Training.Als;
using Recsys.Training.Neighbors;
using Recsys.Training.TwoTower;

namespace Recsys.Training;

/// <summary>What a version is written from, beside the data itself; owned by the training.</summary>
/// <param name="Workflow">The fitted workflow.</param>
/// <param name="Content">The products.</param>
/// <param name="Statistics">Their counters at the end of the data.</param>
/// <param name="Plan">How item-to-item tables are fitted and asked.</param>
/// <param name="Als">How implicit alternating least squares are fitted and asked.</param>
/// <param name="Towers">The towers.</param>
/// <param name="States">Customers to measure the index with, by number of the towers' states; empty makes some
/// up.</param>
/// <param name="Ranker">The ranker, calibrated.</param>
/// <param name="Sequence">The sequential model; null where there is none.</param>
/// <param name="Mix">What was learned of sources and ranker; null where nothing was.</param>
internal sealed record TrainedParts(
    FeatureWorkflow Workflow, ItemContent Content, ItemStatistics Statistics, ItemToItemPlan Plan,
    AlsPlan Als, TwoTowerTrainer Towers, IReadOnlyList<int> States, TorchModule Ranker, TorchModule? Sequence,
    Mix? Mix);
