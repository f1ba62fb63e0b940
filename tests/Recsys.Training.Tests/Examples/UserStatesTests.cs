using Recsys.Pipeline.Features;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Examples;

public sealed class UserStatesTests
{
    [Fact]
    public void Add_LongShortAndEmptyHistories_GivesThemBackWhole()
    {
        var table = SyntheticShop.Build(users: 40, products: 90);
        var replay = new HistoryReplay(table);
        var workflow = WorkflowFitter.FitVocabularies(table, SyntheticShop.Options);
        var content = ItemContent.Build(workflow, table.Products, [.. Enumerable.Range(0, table.ItemCount)]);
        var states = new UserStates();
        var profile = new UserProfile();
        var kept = new List<(int[] Ids, float[] Weights, float[] Dense)>();
        foreach (int row in (int[])[0, table.Count / 20, table.Count])
        {
            replay.AdvanceTo(row);
            var items = ItemColumns.BuildRaw(content, replay.Statistics, workflow.AsOfMs);
            for (int user = 0; user < table.UserCount; user++)
            {
                profile.Load(workflow, items, Pipeline.Retrieval.ItemNeighbors.None, replay.History(user), "", 0);
                Assert.Equal(kept.Count, states.Add(0, user, profile));
                kept.Add((profile.TowerIds.ToArray(), profile.TowerWeights.ToArray(), profile.Dense.ToArray()));
            }
        }

        // Backwards, so that what a longer one left behind would show.
        for (int state = kept.Count - 1; state >= 0; state--)
        {
            Assert.Equal(kept[state].Ids, states.TowerIds(state).ToArray());
            Assert.Equal(kept[state].Weights, states.TowerWeights(state).ToArray());
            Assert.Equal(kept[state].Dense, states.Dense(state).ToArray());
        }
        Assert.Contains(kept, one => one.Ids[0] == 0);
        Assert.Contains(kept, one => one.Ids[^1] != 0);
        Assert.Contains(kept, one => one.Ids[0] != 0 && one.Ids[^1] == 0);
    }
}
