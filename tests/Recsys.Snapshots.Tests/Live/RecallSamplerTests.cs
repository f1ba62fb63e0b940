using Recsys.Snapshots.Live;
using Recsys.VectorIndex;

namespace Recsys.Snapshots.Tests.Live;

public sealed class RecallSamplerTests
{
    private const int Dimension = 8, Count = 4000, Wanted = 50;

    [Theory]
    [InlineData(new[] { 3f, 2, 1 }, new[] { 3f, 2, 1 }, 1)]
    [InlineData(new[] { 3f, 1, 0 }, new[] { 3f, 2, 1 }, 2 / 3.0)]
    [InlineData(new[] { 2f, 2 }, new[] { 2f, 2, 2, 2 }, 0.5)]
    [InlineData(new[] { 0f }, new[] { 1f }, 0)]
    [InlineData(new float[0], new[] { 1f }, 0)]
    public void RecallOf_CountsWhatIsAmongTheBest(float[] found, float[] best, double expected) =>
        Assert.Equal(expected, RecallSampler.RecallOf(found, best), 1e-9);

    [Fact]
    public async Task Samples_OfSearchesThatLookIntoOneList_AreTheirRecallOnceASecond()
    {
        var random = new Random(5);
        float[] vectors = Random(random, Count);
        using var index = IvfIndex.Build(
            vectors, Dimension, [.. Enumerable.Range(0, Count).Select(id => (long)id)], new IvfOptions { Lists = 64 });
        var shared = new SharedIndex(index);
        var clock = new SetClock();
        var sampler = new RecallSampler(clock);
        Assert.Null(sampler.Recall);

        var recalls = new List<double>();
        for (int i = 0; i < 8; i++)
        {
            float[] query = Random(random, 1), narrow = new float[Wanted], best = new float[Wanted];
            int found = index.Search(query, 1, new long[Wanted], narrow);
            index.Search(query, 64, new long[Wanted], best);
            recalls.Add(RecallSampler.RecallOf(narrow.AsSpan(0, found), best));
            Assert.True(sampler.TryBegin());
            Assert.False(sampler.TryBegin());
            sampler.Begin(shared, query, narrow.AsSpan(0, found), Wanted);
            await sampler.Sampling;
            Assert.False(sampler.TryBegin());
            clock.Seconds++;
        }

        Assert.InRange(recalls.Average(), 0.02, 0.98);
        Assert.Equal(recalls.Average(), sampler.Recall!.Value, 1e-9);
    }

    private static float[] Random(Random random, int count)
    {
        float[] values = new float[count * Dimension];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(random.NextDouble() * 2 - 1);
        return values;
    }

    private sealed class SetClock : TimeProvider
    {
        public long Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
