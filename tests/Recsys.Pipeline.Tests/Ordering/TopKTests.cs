using FsCheck.Fluent;
using Recsys.Pipeline.Ordering;

namespace Recsys.Pipeline.Tests.Ordering;

public class TopKTests
{
    [Fact]
    public void Select_AnyKeys_EqualsSortThenTake()
    {
        var cases =
            from keys in Properties.Score.ArrayOf()
            from size in Gen.Choose(0, 40)
            from seed in Gen.Choose(0, 1_000)
            select (keys, size, seed);

        Properties.Hold(cases, value =>
        {
            int[] rows = Properties.Shuffled(value.keys.Length, value.seed);
            double[] keys = [.. value.keys.Select(key => (double)key)];
            var expected = Enumerable.Range(0, keys.Length)
                .OrderBy(i => double.IsNaN(keys[i]) ? 1 : 0).ThenByDescending(i => keys[i]).ThenBy(i => rows[i])
                .Take(value.size);

            int[] chosen = new int[value.size];
            int count = TopK.Select(keys, rows, chosen);

            Assert.Equal(expected, chosen.Take(count));
        });
    }

    [Fact]
    public void Select_InfinitiesAndNaN_NaNIsLast()
    {
        double[] keys = [double.NaN, double.NegativeInfinity, 0, double.PositiveInfinity, double.NaN];
        int[] chosen = new int[5];

        TopK.Select(keys, [4, 1, 2, 3, 0], chosen);

        Assert.Equal([3, 2, 1, 4, 0], chosen);
    }
}
