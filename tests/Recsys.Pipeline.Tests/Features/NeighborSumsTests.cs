using System.Numerics;
using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class NeighborSumsTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(NeighborSums.MostDirect)]
    [InlineData(NeighborSums.MostDirect + 1)]
    [InlineData(5_000_000)]
    public void Add_ManyLists_SumsByRow(int tableRows)
    {
        var random = new Random(tableRows);
        var sums = new NeighborSums();
        for (int use = 0; use < 4; use++)
        {
            var expected = new Dictionary<int, Vector2>();
            sums.Begin(tableRows);
            for (int list = 0; list < 30 * use; list++)
            {
                int[] rows = [.. Enumerable.Range(0, 60).Select(_ => random.Next(tableRows)).Distinct()];
                float[] weights = [.. rows.Select(_ => random.NextSingle() - 0.2f)];
                float factor = random.NextSingle();
                sums.Add(rows, weights, factor);
                for (int i = 0; i < rows.Length; i++)
                    expected[rows[i]] = expected.GetValueOrDefault(rows[i])
                        + new Vector2(weights[i], weights[i] * factor);
            }

            Assert.Equal(expected.Keys.Order(), sums.Rows().ToArray().Order());
            foreach (var (row, sum) in expected) Assert.Equal(sum, sums.Of(row));
            Assert.Equal(expected.Values.Select(sum => sum.X).DefaultIfEmpty().Max(), sums.Best);
            for (int i = 0; i < 100; i++)
            {
                int row = random.Next(tableRows);
                if (!expected.ContainsKey(row)) Assert.Equal(default, sums.Of(row));
            }
            Assert.Equal(default, sums.Of(-1));
        }
    }

    [Fact]
    public void Begin_TablesOfOtherSizes_StartsOverEachTime()
    {
        var sums = new NeighborSums();
        foreach (int rows in (int[])[10, 1_000_000, 20, 5, 2_000_000, 3_000])
        {
            sums.Begin(rows);
            Assert.Equal(default, sums.Of(3));
            sums.Add([3, 4], [1, 2], 0.5f);
            Assert.Equal(new Vector2(2, 1), sums.Of(4));
            Assert.Equal(2, sums.Best);
        }
    }
}
