using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;

namespace Recsys.Training.Tests.Examples;

public sealed class ExampleBuilderTests
{
    [Fact]
    public void Build_OtherFuture_LeavesEarlierExamplesAsTheyWere()
    {
        var table = SyntheticShop.Build();
        var whole = Build(table, table.ItemCount);
        // The same past with its last 40 days cut off: windows shift, so those at equal times are compared.
        var cut = table.Before(SyntheticShop.Start + (160 * SyntheticShop.Day));
        var past = Build(cut, cut.ItemCount, alignTo: whole);

        int compared = 0;
        for (int w = 0; w < past.Windows.Count; w++)
        {
            int same = whole.Windows.FindIndex(window => window.AsOfMs == past.Windows[w].AsOfMs);
            if (same < 0) continue;
            compared++;
            for (int row = 0; row < cut.ItemCount; row++)
                Assert.Equal(whole.Columns[same].Dense(row).ToArray(), past.Columns[w].Dense(row).ToArray());
            foreach (int state in StatesOf(past, w))
            {
                int user = past.States.Users[state];
                int other = StatesOf(whole, same).FirstOrDefault(s => whole.States.Users[s] == user, -1);
                if (other < 0) continue;
                Assert.Equal(whole.States.Dense(other).ToArray(), past.States.Dense(state).ToArray());
                Assert.Equal(whole.States.TowerIds(other).ToArray(), past.States.TowerIds(state).ToArray());
            }
        }
        Assert.InRange(compared, 5, 50);
    }

    [Fact]
    public void Build_TowerExamples_AreNewToTheirUser()
    {
        var table = SyntheticShop.Build();
        var examples = Build(table, table.ItemCount);

        Assert.NotEqual(0, examples.Tower.Count);
        for (int i = 0; i < examples.Tower.Count; i++)
        {
            int state = examples.Tower.States[i];
            int start = examples.Windows[examples.States.Windows[state]].Start;
            foreach (int row in table.RowsOfUser(examples.States.Users[state]))
                if (row < start) Assert.NotEqual(examples.Tower.Items[i], table.Items[row]);
        }
    }

    [Fact]
    public void Build_RankerLabels_SayWhatWasBoughtInTheWindow()
    {
        var table = SyntheticShop.Build();
        var examples = Build(table, table.ItemCount);

        Assert.InRange(examples.Ranker.Labels.Average(), 0.05, 0.5);
        for (int i = 0; i < examples.Ranker.Count; i++)
        {
            int state = examples.Ranker.States[i];
            var window = examples.Windows[examples.States.Windows[state]];
            bool bought = false;
            foreach (int row in table.RowsOfUser(examples.States.Users[state]))
                bought |= row >= window.Start && row < window.End && table.Items[row] == examples.Ranker.Items[i];
            Assert.Equal(bought ? 1 : 0, examples.Ranker.Labels[i]);
        }
    }

    private static ExampleBuilder Build(InteractionTable table, int items, ExampleBuilder? alignTo = null)
    {
        var workflow = WorkflowFitter.FitVocabularies(table, SyntheticShop.Options) with
        {
            // Vocabularies look at all data by design; the same ones on both sides leave the rest to compare.
            Countries = new CategoryVocabulary(["France", "Germany"]),
            Categories = new CategoryVocabulary(["red", "blue"]),
        };
        var content = ItemContent.Build(workflow, table.Products, [.. Enumerable.Range(0, items)]);
        var examples = new ExampleBuilder(table, SyntheticShop.Options, workflow, content, _ => ItemNeighbors.None);
        if (alignTo is not null)
        {
            examples.Windows.Clear();
            examples.Windows.AddRange(alignTo.Windows.Where(window => window.End <= table.Count));
        }
        examples.Build(null, default);
        return examples;
    }

    private static IEnumerable<int> StatesOf(ExampleBuilder examples, int window) =>
        Enumerable.Range(0, examples.States.Count).Where(state => examples.States.Windows[state] == window);
}
