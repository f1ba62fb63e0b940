namespace Recsys.Snapshots.Tests;

public sealed class SparseScoresTests
{
    [Fact]
    public void TakeBest_AnySums_EqualsGroupSortTake()
    {
        var random = new Random(17);
        var scores = new SparseScores();
        for (int round = 0; round < 60; round++)
        {
            var added = Enumerable.Range(0, random.Next(0, 4_000))
                .Select(_ => (Row: random.Next(3_000) * 64, Score: (float)random.Next(-3, 6))).ToArray();
            foreach (var (row, score) in added) scores.Add(row, score);
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
            Assert.Equal(-1, scores.IndexOf(0));
        }
    }
}
