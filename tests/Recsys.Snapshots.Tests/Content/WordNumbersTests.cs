using Recsys.Pipeline.Features;
using Recsys.Snapshots.Content;

namespace Recsys.Snapshots.Tests.Content;

public sealed class WordNumbersTests
{
    [Fact]
    public void Add_ManyCallersAtOnce_GiveEachWordOneNumber()
    {
        const int Words = 20_000;
        var numbers = new WordNumbers();
        var found = new int[4][];

        BlockWork.Run(found.Length, caller =>
        {
            var random = new Random(caller);
            found[caller] = new int[Words];
            int[] order = [.. Enumerable.Range(0, Words)];
            random.Shuffle(order);
            foreach (int word in order)
            {
                found[caller][word] = numbers.Add(Hash(word));
                Assert.Equal(found[caller][word], numbers.Find(Hash(word)));
            }
        });

        Assert.Equal(Words, numbers.Count);
        Assert.Equal(Enumerable.Range(0, Words), found[0].Order());
        Assert.All(found, one => Assert.Equal(found[0], one));
        Assert.Equal(-1, numbers.Find(12345));
    }

    // 0 is a hash as any other.
    private static ulong Hash(int word) => (ulong)word * 0x9E3779B97F4A7C15;
}
