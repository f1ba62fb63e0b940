using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class RowIndexTests
{
    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 3000)]
    [InlineData(3, 200_000)]
    public void AddAndFind_RandomRows_AgreeWithADictionary(int seed, int range)
    {
        var random = new Random(seed);
        var index = new RowIndex(4);
        // Cleared and used again: what a former round left behind must not be found.
        for (int round = 0; round < 4; round++)
        {
            var expected = new Dictionary<int, int>();
            for (int i = 0; i < 2000 >> round; i++)
            {
                int row = random.Next(range);
                expected.TryAdd(row, expected.Count);
                Assert.Equal(expected[row], index.Add(row));
            }
            Assert.Equal(expected.Keys, index.Rows.ToArray());
            for (int row = -1; row < Math.Min(range, 5000); row++)
                Assert.Equal(expected.GetValueOrDefault(row, -1), index.Find(row));
            index.Clear();
            Assert.Equal(0, index.Count);
        }
    }
}
