using FsCheck.Fluent;
using Recsys.Pipeline.Retrieval;

namespace Recsys.Pipeline.Tests.Retrieval;

public class CandidateMergeTests
{
    [Fact]
    public void Add_AnySources_HoldsEachRowOnceWithItsSourcesAndScoreInRange()
    {
        var lists = Gen.Choose(-1, 30).ArrayOf().ListOf().Where(l => l.Count is > 0 and <= 32);

        Properties.Hold(lists, sources =>
        {
            using var merge = new CandidateMerge(expected: 1, limit: 1_000);
            for (int i = 0; i < sources.Count; i++) merge.Add(i, i + 1, sources[i], int.MaxValue);
            merge.Scale();

            var expected = sources.SelectMany(rows => rows).Where(row => row >= 0).Distinct().ToArray();
            Assert.Equal(expected, merge.Batch.Rows.ToArray());
            for (int at = 0; at < merge.Batch.Count; at++)
            {
                int row = merge.Batch.Rows[at];
                uint found = 0;
                for (int i = 0; i < sources.Count; i++)
                    if (sources[i].Contains(row)) found |= 1u << i;
                Assert.Equal(found, merge.Batch.Sources[at]);
                Assert.InRange(merge.Batch.RetrievalScores[at], float.Epsilon, 1);
            }
        });
    }

    [Fact]
    public void Add_FirstOfEverySource_ScoresOne()
    {
        using var merge = new CandidateMerge(10, 10);
        merge.Add(0, 0.3f, [7, 8], 10);
        merge.Add(1, 0.5f, [7], 10);
        merge.Add(2, 9f, [], 10);
        merge.Scale();

        Assert.Equal(1f, merge.Batch.RetrievalScores[0], 6);
        Assert.Equal(0.3f / 0.8f * 61 / 62, merge.Batch.RetrievalScores[1], 6);
    }

    [Fact]
    public void Add_SameSourceAskedForMore_CountsTheFirstRanksOnce()
    {
        using var once = new CandidateMerge(4, 100);
        once.Add(0, 1, [5, 6, 7, 8], 100);
        using var twice = new CandidateMerge(4, 100);
        twice.Add(0, 1, [5, 6], 100);
        int added = twice.Add(0, 1, [5, 6, 7, 8], 100);

        Assert.Equal(2, added);
        Assert.Equal(once.Batch.Rows.ToArray(), twice.Batch.Rows.ToArray());
        Assert.Equal(once.Batch.RetrievalScores.ToArray(), twice.Batch.RetrievalScores.ToArray());
    }

    [Fact]
    public void Add_BeyondTheRoom_TakesNoNewRowsButStillCountsKnownOnes()
    {
        using var merge = new CandidateMerge(2, 2);
        merge.Add(0, 1, [1, 2, 3], 100);
        merge.Add(1, 1, [4, 2], 100);

        Assert.Equal([1, 2], merge.Batch.Rows.ToArray());
        Assert.Equal([0b01u, 0b11u], merge.Batch.Sources.ToArray());
    }

    [Fact]
    public void Add_ManyRows_GrowsBeyondWhatWasExpected()
    {
        int[] rows = [.. Enumerable.Range(0, 5_000).Select(i => i * 64)];
        using var merge = new CandidateMerge(10, 20_000);

        Assert.Equal(5_000, merge.Add(0, 1, rows, int.MaxValue));
        Assert.Equal(0, merge.Add(1, 1, rows, int.MaxValue));
        Assert.All(merge.Batch.Sources.ToArray(), sources => Assert.Equal(3u, sources));
    }
}
