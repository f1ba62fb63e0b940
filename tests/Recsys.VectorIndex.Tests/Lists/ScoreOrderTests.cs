namespace Recsys.VectorIndex.Tests.Lists;

public sealed class ScoreOrderTests
{
    [Theory]
    [InlineData(0, 0xFFFF_FFFF)]
    [InlineData(5, 0xFFFF_FFFF)]
    [InlineData(96, 0xFFFF_FFFF)]
    [InlineData(1_000, 0xFFFF_FFFF)]
    [InlineData(1_000, 0x0000_0003)]
    [InlineData(1_000, 0x00FF_0000)]
    [InlineData(1_000, 0xF000_0001)]
    public void Sort_AnyKeys_IsThatOfTheFramework(int count, uint mask)
    {
        var random = new Random(count);
        ulong bits = ((ulong)mask << 32) | 0xFF;
        ulong[] keys = [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64() & bits)];
        ulong[] expected = [.. keys.Order()];

        ScoreOrder.Sort(keys, new ulong[count]);

        Assert.Equal(expected, keys);
    }
}
