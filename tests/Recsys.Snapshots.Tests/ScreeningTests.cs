using Recsys.Snapshots.Ranking;

namespace Recsys.Snapshots.Tests;

/// <summary>Whom a screen that may be off leaves out.</summary>
public sealed class ScreeningTests
{
    [Theory]
    [InlineData(128, 1, 0.01f)]
    [InlineData(500, 10, 0.02f)]
    [InlineData(500, 60, 0.05f)]
    [InlineData(5_000, 100, 0.002f)]
    [InlineData(1_000, 10, 0)]
    public void Choose_ErrorsWithinTheBound_MissesNobodyOfTheBest(int count, int reach, float error)
    {
        var screening = new Screening();
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            float[] odds = [.. Enumerable.Range(0, count).Select(_ => (6 * random.NextSingle()) - 4)];
            float[] scores =
            [
                .. odds.Select(value => LogOdds.Probability(value + (error * ((2 * random.NextSingle()) - 1)))),
            ];

            var chosen = screening.Choose(scores, reach, error).ToArray();

            var best = Enumerable.Range(0, count).OrderByDescending(at => odds[at]).Take(reach);
            Assert.Subset(chosen.ToHashSet(), best.ToHashSet());
            Assert.Equal(chosen.Order(), chosen);
            Assert.InRange(chosen.Length, Math.Max(32, reach), Screening.Most);
        }
    }

    [Fact]
    public void Choose_FewCandidates_HasAllScored() =>
        Assert.True(new Screening().Choose(new float[Screening.LeastCandidates - 1], 1, 0.01f).IsEmpty);

    [Fact]
    public void Choose_BestOfMany_HasAllScored() =>
        Assert.True(new Screening().Choose(new float[1_000], (Screening.Most / 2) + 1, 0.01f).IsEmpty);

    [Fact]
    public void Choose_ScoresAllAlike_HasAllScored() =>
        Assert.True(new Screening().Choose(new float[1_000], 10, 0.01f).IsEmpty);

    [Fact]
    public void Choose_ScoresThatAreNoNumbers_HasAllScored()
    {
        var scores = new float[500];
        Array.Fill(scores, float.NaN);
        Assert.True(new Screening().Choose(scores, 10, 0.01f).IsEmpty);
    }

    [Fact]
    public void ShiftAndOf_AreEachOthersInverse()
    {
        float[] probabilities = [.. Enumerable.Range(0, 600).Select(i => 0.01f + (0.98f * i / 600))];
        float[] shifted = [.. probabilities];

        LogOdds.Shift(shifted, 1, [.. Enumerable.Repeat(1.5f, 600)]);

        for (int i = 0; i < 600; i++)
            Assert.Equal(LogOdds.Of(probabilities[i]) + 1.5f, LogOdds.Of(shifted[i]), 1e-3f);
    }
}
