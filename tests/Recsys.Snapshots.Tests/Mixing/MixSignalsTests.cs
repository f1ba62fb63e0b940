using Recsys.Pipeline;
using Recsys.Pipeline.Retrieval;
using Recsys.Snapshots.Mixing;

namespace Recsys.Snapshots.Tests.Mixing;

public sealed class MixSignalsTests
{
    private static readonly RecommendationContext Context = new Shop("a").Context();

    [Fact]
    public void Sum_RandomScores_AreWhatTheFormulasSay()
    {
        var random = new Random(11);
        foreach (int count in (int[])[1, 2, 3, 17, 255, 256, 257, 700])
            foreach (double unknown in (double[])[0, 0.3, 0.95])
            {
                float[] retrieval = [.. Draw(random, count, 0).Select(value => Math.Abs(value) % 1)];
                float[] first = Draw(random, count, unknown), second = Draw(random, count, unknown);
                var signals = Signals(new FakeSource("a", first), new FakeSource("b", second));
                float[] weights = [.. Enumerable.Range(0, 5).Select(_ => (random.NextSingle() * 4) - 2)];

                float[] sums = Sum(signals, retrieval, weights);

                double[] logs = Logs([.. retrieval.Select(value => (double)Math.Max(value, 1e-4f))]);
                var (standardA, logA) = Plain(first);
                var (standardB, logB) = Plain(second);
                for (int i = 0; i < count; i++)
                    Assert.Equal(
                        (weights[0] * logs[i]) + (weights[1] * standardA[i]) + (weights[2] * logA[i])
                        + (weights[3] * standardB[i]) + (weights[4] * logB[i]),
                        sums[i], 2e-3);
            }
    }

    [Fact]
    public void Sum_HigherScore_NeverLowersAPositivelyWeighedSum()
    {
        var random = new Random(12);
        float[] said = Draw(random, 300, 0.2);
        float[] sums = Sum(Signals(new FakeSource("a", said)), new float[300], [0, 0.7f, 0.4f]);

        int[] known = [.. Enumerable.Range(0, 300).Where(i => float.IsFinite(said[i])).OrderBy(i => said[i])];
        for (int i = 1; i < known.Length; i++) Assert.True(sums[known[i]] >= sums[known[i - 1]] - 1e-5f);
        float lowest = sums[known[0]];
        Assert.All(
            Enumerable.Range(0, 300).Where(i => !float.IsFinite(said[i])), i => Assert.Equal(lowest, sums[i], 4));
    }

    [Fact]
    public void Sum_SourcesThatSayNothing_AddNothing()
    {
        float nan = float.NaN;
        var signals = Signals(
            new FakeSource("lists", null), new FakeSource("away", [1, 2, 3], applies: false),
            new FakeSource("alike", [5, 5, 5]), new FakeSource("unknown", [nan, nan, float.PositiveInfinity]));

        Assert.Equal(
            new float[3], Sum(signals, [0.5f, 0.5f, 0.5f], [1, .. Enumerable.Repeat(3f, signals.Names.Count - 1)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(257)]
    public void Fill_AnyScores_AreTheSumsOfOneSignalEach(int count)
    {
        var random = new Random(count);
        float[] retrieval = [.. Draw(random, count, 0).Select(value => Math.Abs(value) % 1)];
        var asked = new FakeSource("asked", Draw(random, count, 0.2));
        var signals = Signals(
            new FakeSource("lists", null), asked, new FakeSource("away", new float[count], applies: false),
            new FakeSource("other", Draw(random, count, 0)));
        float[] filled = Draw(random, count * signals.Names.Count, 0);

        signals.Fill(Context, new int[count], retrieval, filled);

        Assert.Equal(1, asked.Asked);
        for (int signal = 0; signal < signals.Names.Count; signal++)
        {
            var weights = new float[signals.Names.Count];
            weights[signal] = 1;
            Assert.Equal(Sum(signals, retrieval, weights), filled[(signal * count)..((signal + 1) * count)]);
        }
    }

    [Fact]
    public void Sum_WeightZero_DoesNotAsk()
    {
        var asked = new FakeSource("asked", [1, 2]);
        var spared = new FakeSource("spared", [1, 2]);

        Sum(Signals(asked, spared), new float[2], [0, 0, 1, 0, 0]);

        Assert.Equal((1, 0), (asked.Asked, spared.Asked));
    }

    [Fact]
    public void Sum_SourceThatFailed_IsNotAskedAgain()
    {
        var source = new FakeSource("a", [1, 2]);
        var context = new Shop("a").Context();
        context.NoteFailure(0);
        var sums = new float[2];

        Signals(source).Sum(context, new int[2], new float[2], [0, 1, 1], sums);

        Assert.Equal(0, source.Asked);
        Assert.Equal(new float[2], sums);
    }

    [Fact]
    public void InOrder_NamesOfOtherSources_AreLeftOut()
    {
        var signals = Signals(new FakeSource("a", null));
        var weights = new MixWeights(
            0, 1, new Dictionary<string, float> { ["a.log"] = 2, ["gone.log"] = 3, ["retrieval"] = 1 });

        Assert.Equal(["retrieval", "a.standard", "a.log"], signals.Names);
        Assert.Equal([1, 0, 2], signals.InOrder(weights));
    }

    [Fact]
    public void Sum_Steady_AllocatesNothingPerCandidate()
    {
        var signals = Signals(new FakeSource("a", new float[1_000]));
        float[] weights = [1, 1, 1], sums = new float[1_000], retrieval = new float[1_000];
        var rows = new int[1_000];
        for (int i = 0; i < 20; i++) signals.Sum(Context, rows, retrieval, weights, sums);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++) signals.Sum(Context, rows, retrieval, weights, sums);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static MixSignals Signals(params FakeSource[] sources) =>
        new([.. sources.Select(source => new WeightedSource(source, 1))], items: null);

    private static float[] Sum(MixSignals signals, float[] retrieval, float[] weights)
    {
        var sums = new float[retrieval.Length];
        signals.Sum(Context, new int[retrieval.Length], retrieval, weights, sums);
        return sums;
    }

    private static float[] Draw(Random random, int count, double unknown)
    {
        var drawn = new float[count];
        for (int i = 0; i < count; i++)
            drawn[i] = random.NextDouble() < unknown ? float.NaN : (random.NextSingle() * 3) - 0.5f;
        return drawn;
    }

    private static (double[] Standard, double[] Log) Plain(float[] said)
    {
        double[] known = [.. said.Where(float.IsFinite).Select(value => (double)value)];
        if (known.Length == 0 || (known.Length == said.Length && known.Min() == known.Max()))
            return (new double[said.Length], new double[said.Length]);
        double mean = known.Average(), low = known.Min(), best = known.Max();
        double deviation = Math.Sqrt(known.Average(value => (value - mean) * (value - mean))) + 1e-9;
        double[] filled = [.. said.Select(value => float.IsFinite(value) ? value : low)];
        double[] standard = [.. filled.Select(value => Math.Clamp((value - mean) / deviation, -5, 5))];
        return best > 0
            ? (standard, Logs([.. filled.Select(value => (Math.Max(value, 0) / best) + 0.01)]))
            : (standard, new double[said.Length]);
    }

    private static double[] Logs(double[] values)
    {
        double mean = values.Average(Math.Log);
        return [.. values.Select(value => Math.Log(value) - mean)];
    }
}
