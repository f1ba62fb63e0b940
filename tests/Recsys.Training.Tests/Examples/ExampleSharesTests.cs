using Recsys.Pipeline.Features;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;

namespace Recsys.Training.Tests.Examples;

public sealed class ExampleSharesTests
{
    private static readonly InteractionTable Shop = SyntheticShop.Build(users: 400, products: 40, days: 120);

    [Fact]
    public void Build_MoreThanTheMost_TakesAPartOfTheCustomersWhole()
    {
        var all = Build(SyntheticShop.Options);
        var options = SyntheticShop.Options with
        {
            MaxRankerExamples = all.Ranker.Count / 4, MaxTowerExamples = all.Tower.Count / 2,
        };

        var some = Build(options);

        Assert.InRange(some.Ranker.Count, options.MaxRankerExamples * 0.4, options.MaxRankerExamples * 1.1);
        Assert.InRange(some.Tower.Count, options.MaxTowerExamples * 0.5, options.MaxTowerExamples * 1.2);
        // Whoever is taken for the ranker has all of the answers, and is taken for the towers, too.
        var answers = Answers(all);
        Assert.All(Answers(some), one => Assert.Equal(answers[one.Key], one.Value));
        Assert.InRange(Answers(some).Count, answers.Count / 8, answers.Count / 2);
        var towers = some.Tower.States.ToHashSet();
        Assert.All(
            some.Ranker.States.Distinct(), state => Assert.True(towers.Contains(state) || !IsNew(some, state)));
    }

    [Fact]
    public void Draw_NeighboursAndWindows_AreEvenAndIndependent()
    {
        const int users = 20_000;
        double[] first = [.. Enumerable.Range(0, users).Select(user => ExampleShares.Draw(user, 3))];
        double[] next = [.. Enumerable.Range(0, users).Select(user => ExampleShares.Draw(user, 4))];

        Assert.All(first, draw => Assert.InRange(draw, 0, 0.9999999999999999));
        for (int tenth = 0; tenth < 10; tenth++)
            Assert.InRange(first.Count(draw => (int)(draw * 10) == tenth), users / 10 * 0.9, users / 10 * 1.1);
        // A tenth of the customers at two windows: a hundredth is in both.
        Assert.InRange(first.Zip(next).Count(one => one.First < 0.1 && one.Second < 0.1), users * 0.007, users * 0.013);
    }

    // Positive products by window and user.
    private static Dictionary<(int Window, int User), string> Answers(ExampleBuilder examples) =>
        Enumerable.Range(0, examples.Ranker.Count)
            .Where(i => examples.Ranker.Labels[i] > 0)
            .GroupBy(i => (
                examples.States.Windows[examples.Ranker.States[i]], examples.States.Users[examples.Ranker.States[i]]))
            .ToDictionary(
                group => group.Key,
                group => string.Join(',', group.Select(i => examples.Ranker.Items[i]).Order()));

    private static bool IsNew(ExampleBuilder examples, int state)
    {
        int start = examples.Windows[examples.States.Windows[state]].Start;
        int user = examples.States.Users[state];
        var known = Shop.RowsOfUser(user).ToArray()
            .Where(row => row < start).Select(row => Shop.Items[row]).ToHashSet();
        return Enumerable.Range(0, examples.Ranker.Count).Any(
            i => examples.Ranker.States[i] == state && examples.Ranker.Labels[i] > 0
                && !known.Contains(examples.Ranker.Items[i]));
    }

    private static ExampleBuilder Build(TrainingOptions options)
    {
        var workflow = WorkflowFitter.FitVocabularies(Shop, options);
        var content = ItemContent.Build(workflow, Shop.Products, [.. Enumerable.Range(0, Shop.ItemCount)]);
        var examples = new ExampleBuilder(Shop, options, workflow, content, _ => ItemNeighbors.None);
        examples.Build(null, default);
        return examples;
    }
}
