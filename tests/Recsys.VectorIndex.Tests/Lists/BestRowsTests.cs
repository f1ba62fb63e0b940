namespace Recsys.VectorIndex.Tests.Lists;

public sealed class BestRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(500)]
    [InlineData(3_000)]
    public void Offer_AnyScores_KeepsTheBest(int wanted)
    {
        for (int kind = 0; kind < 6; kind++)
        {
            float[] scores = Scores(kind, 10_000);
            var best = new BestRows();
            best.Begin(wanted);
            for (int i = 0; i < scores.Length; i++) best.Offer(i, scores[i]);
            int found = best.Finish();
            best.Order();

            Assert.InRange(found, wanted, wanted + Math.Max(wanted / 4, 16));
            Assert.Equal(
                scores.Where(score => !float.IsNaN(score)).OrderDescending().Take(wanted),
                best.Scores[..wanted].ToArray());
            for (int i = 0; i < found; i++) Assert.Equal(scores[best.Rows[i]], best.Scores[i]);
            Assert.Equal(found, best.Rows.ToArray().Distinct().Count());
        }
    }

    [Fact]
    public void Order_EqualScores_AreByRow()
    {
        var best = new BestRows();
        best.Begin(10);
        foreach (var (row, score) in new[] { (5, 1f), (3, -2f), (9, 1f), (1, 0f), (2, -0f), (4, 7f) })
            best.Offer(row, score);
        best.Finish();
        best.Order();

        Assert.Equal([4, 5, 9, 1, 2, 3], best.Rows.ToArray());
    }

    [Fact]
    public void Begin_Again_ForgetsWhatWas()
    {
        var best = new BestRows();
        best.Begin(1);
        for (int i = 0; i < 5_000; i++) best.Offer(i, i);
        best.Begin(3);
        best.Offer(8, -5);

        Assert.Equal(1, best.Finish());
        Assert.Equal([8], best.Rows.ToArray());
    }

    private static float[] Scores(int kind, int count)
    {
        float[] scores = Vectors.Normal(count, kind);
        for (int i = 0; i < count; i++)
            scores[i] = kind switch
            {
                0 => scores[i],
                1 => i,
                2 => -i,
                3 => 0,
                4 => i % 5 == 0 ? float.NaN : i % 3 - 1,
                _ => scores[i] * MathF.Pow(10, (i % 60) - 30),
            };
        return scores;
    }
}
