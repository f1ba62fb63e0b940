using Recsys.Pipeline;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Filtering;

namespace Recsys.Snapshots.Tests;

public sealed class SparseScoresTests
{
    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(3_000 * 64)]
    [InlineData(SparseScores.MostDirect)]
    public void TakeBest_AnySums_EqualsGroupSortTake(int table)
    {
        int spread = Math.Min(table / 3_000, 64);
        var random = new Random(17);
        var scores = new SparseScores();
        for (int round = 0; round < 60; round++)
        {
            var added = Enumerable.Range(0, random.Next(0, 4_000))
                .Select(_ => (Row: random.Next(3_000) * spread, Score: (float)random.Next(-3, 6))).ToArray();
            if (table < int.MaxValue) scores.Clear(table);
            if (round % 2 == 0)
                foreach (var (row, score) in added) scores.Add(row, score);
            else
                scores.Add([.. added.Select(one => one.Row)], [.. added.Select(one => one.Score / 2)], 2);
            var rows = new int[random.Next(0, 300)];
            var best = new float[rows.Length];

            int count = scores.TakeBest(rows, best);

            var expected = added.GroupBy(entry => entry.Row)
                .Select(group => (Row: group.Key, Score: group.Sum(entry => entry.Score)))
                .Where(entry => entry.Score > 0)
                .OrderByDescending(entry => entry.Score).ThenBy(entry => entry.Row).Take(rows.Length).ToArray();
            Assert.Equal(expected.Select(entry => entry.Row), rows[..count]);
            Assert.Equal(expected.Select(entry => entry.Score), best[..count]);
            scores.Clear();
            Assert.Equal(0, scores.Count);
        }
    }

    [Fact]
    public void TakeBest_ScoresOfManySizes_AreSorted()
    {
        var random = new Random(18);
        var scores = new SparseScores();
        for (int round = 0; round < 40; round++)
        {
            scores.Clear(10_000);
            for (int i = 0; i < 4_000; i++)
                scores.Add(random.Next(10_000), MathF.Exp((random.NextSingle() * round * 4) - (2 * round)));
            var expected = Enumerable.Range(0, scores.Count).OrderByDescending(at => scores.Sums[at])
                .ThenBy(at => scores.Rows[at]).Select(at => scores.Rows[at]).Take(290).ToArray();
            var (rows, best) = (new int[290], new float[290]);

            Assert.Equal(290, scores.TakeBest(rows, best));

            Assert.Equal(expected, rows);
        }
    }

    // Where filters take nearly all away, the best of the few that are left are found all the same.
    [Fact]
    public void TakeBest_MostTurnedAway_FindsTheOthersInOrder()
    {
        var scores = new SparseScores();
        for (int row = 0; row < 5_000; row++) scores.Add(row, 1 + (row % 997));
        var context = new RecommendationContext
        {
            Request = new RecommendationRequest { NowMs = 0 },
            Snapshot = new PipelineSnapshot("v1", new Dictionary<string, PipelineDefinition>()),
            Products = new ProductColumns(),
            User = new UserHistory(),
            Country = "",
        };
        var screen = new RowScreen(context, [new EveryHundredth()]);
        int[] expected = [.. Enumerable.Range(0, 5_000).Where(row => row % 100 == 0)
            .OrderByDescending(row => row % 997).ThenBy(row => row)];
        foreach (int wanted in (int[])[0, 1, 30, 50, 200])
        {
            var (rows, best) = (new int[wanted], new float[wanted]);
            int count = scores.TakeBest(rows, best, screen);
            Assert.Equal(expected.Take(wanted), rows[..count]);
            Assert.All(Enumerable.Range(0, count), i => Assert.Equal(1 + (rows[i] % 997), best[i]));
        }
    }

    [Fact]
    public void Raise_Repeatedly_KeepsTheHighest()
    {
        var scores = new SparseScores();
        foreach (int rows in (int[])[100, int.MaxValue])
        {
            scores.Clear(rows);
            foreach (float score in (float[])[0.2f, 0.5f, 0.1f]) scores.Raise(7, score);
            Assert.Equal([7], scores.Rows.ToArray());
            Assert.Equal([0.5f], scores.Sums.ToArray());
        }
    }

    private sealed class EveryHundredth : ICandidateFilter
    {
        public string Name => "every_hundredth";

        public void Apply(RecommendationContext context, ReadOnlySpan<int> rows, Span<CandidateFate> fates)
        {
            for (int i = 0; i < rows.Length; i++)
                if (rows[i] % 100 != 0) fates[i] = CandidateFate.FilteredOut;
        }
    }
}
