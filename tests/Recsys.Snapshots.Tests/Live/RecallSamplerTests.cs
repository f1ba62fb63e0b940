using Recsys.Pipeline.Features;
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
    public async Task Samples_AreTheirRecallOnceASecond_AndALowOneRaisesOneAlarm()
    {
        var random = new Random(5);
        var index = OneListOf64(random);
        var clock = new SetClock();
        var alarms = new List<(double Recall, double Alarm)>();
        var sampler = new RecallSampler(
            index, new LiveOptions { Time = clock, RecallLow = (recall, alarm) => alarms.Add((recall, alarm)) });
        Assert.Null(sampler.Recall);
        Assert.Equal(0.97, sampler.Alarm!.Value, 1e-9);

        var recalls = new List<double>();
        for (int i = 0; i < 12; i++)
        {
            float[] query = Random(random, 1), narrow = new float[Wanted], best = new float[Wanted];
            int found = index.Search(query, new int[Wanted], narrow);
            index.SearchExactly(query, Wanted).Finish(new int[Wanted], best);
            recalls.Add(RecallSampler.RecallOf(narrow.AsSpan(0, found), best));
            Assert.Equal(i < 8 ? 0 : 1, alarms.Count);
            Assert.True(sampler.TryBegin());
            Assert.False(sampler.TryBegin());
            sampler.Begin(query, Wanted);
            await sampler.Sampling;
            Assert.False(sampler.TryBegin());
            clock.Seconds++;
        }

        Assert.InRange(recalls.Average(), 0.02, 0.9);
        Assert.Equal(recalls.Average(), sampler.Recall!.Value, 1e-9);
        Assert.Equal(recalls.Take(8).Average(), alarms.Single().Recall, 1e-9);
    }

    [Fact]
    public void Alarm_IsTheOneThatIsSet() => Assert.Equal(
        0.5, new RecallSampler(OneListOf64(new Random(1)), new LiveOptions { RecallAlarm = 0.5 }).Alarm);

    private static ListIndex OneListOf64(Random random)
    {
        float[] vectors = Random(random, Count);
        using var trained = IvfIndex.Build(
            vectors, Dimension, [.. Enumerable.Range(0, Count).Select(id => (long)id)], new IvfOptions { Lists = 64 });
        var table = new ProbeTable
        {
            Target = 0.99, Products = Count, Lists = 64, Queries = 1, Choices = [new ProbeChoice(10_000, 1, 0.5, [])],
        };
        return ListIndex.Of(
            trained, Enumerable.Range(0, Count).ToArray(), new ItemVectors(vectors, Dimension), table);
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
