using Recsys.Pipeline.Features;

namespace Recsys.Pipeline.Tests.Features;

public sealed class BlockWorkTests
{
    [Theory]
    [InlineData(0, 7)]
    [InlineData(1, 7)]
    [InlineData(700, 7)]
    [InlineData(701, 7)]
    public void Run_Rows_AreEachDoneOnce(int rows, int step)
    {
        var done = new int[rows];

        BlockWork.Run(rows, step, (from, to) =>
        {
            Assert.InRange(to - from, 1, step);
            for (int row = from; row < to; row++) Interlocked.Increment(ref done[row]);
        });

        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void Run_BlockThatFails_ThrowsWhatItThrew() =>
        Assert.Throws<InvalidDataException>(() => BlockWork.Run(100, block =>
        {
            if (block == 50) throw new InvalidDataException("no");
        }));
}
