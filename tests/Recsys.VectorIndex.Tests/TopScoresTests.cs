using FsCheck;
using FsCheck.Fluent;

namespace Recsys.VectorIndex.Tests;

public sealed class TopScoresTests
{
    [Fact]
    public void Finish_AnyScores_IsSortThenTake() =>
        Prop.ForAll<NonNull<int[]>, PositiveInt>((values, wanted) =>
        {
            // Few different values, so that ties are common.
            float[] scores = values.Get.Select(value => (float)(value % 7)).ToArray();
            return Top(scores, wanted.Get) is var (positions, best)
                && positions.SequenceEqual(Sorted(scores).Take(wanted.Get).Select(position => (long)position))
                && best.SequenceEqual(positions.Select(position => scores[position]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2024, 7));

    [Fact]
    public void Finish_NaNAmongScores_IsLeftOut() =>
        Prop.ForAll<NonNull<float[]>, PositiveInt>((values, wanted) =>
        {
            float[] scores = values.Get;
            var expected = Sorted(scores).Where(position => !float.IsNaN(scores[position])).Take(wanted.Get);
            return Top(scores, wanted.Get).Positions.SequenceEqual(expected.Select(position => (long)position));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2024, 9));

    [Fact]
    public void Offer_ByOneThatGoesOnWithAnothers_IsAsByOne() =>
        Prop.ForAll<NonNull<int[]>, PositiveInt, NonNegativeInt>((values, wanted, stop) =>
        {
            float[] scores = values.Get.Select(value => (float)(value % 7)).ToArray();
            int half = Math.Min(stop.Get, scores.Length);
            var (positions, best) = (new long[wanted.Get], new float[wanted.Get]);
            var first = new TopScores(positions, best);
            for (int position = 0; position < half; position++) first.Offer(position, scores[position]);
            var second = new TopScores(positions, best, first.Count);
            for (int position = half; position < scores.Length; position++) second.Offer(position, scores[position]);
            int found = second.Finish();
            return positions[..found].SequenceEqual(Top(scores, wanted.Get).Positions);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(2024, 11));

    private static IEnumerable<int> Sorted(float[] scores) =>
        Enumerable.Range(0, scores.Length).OrderByDescending(position => scores[position]).ThenBy(position => position);

    private static (long[] Positions, float[] Scores) Top(float[] scores, int wanted)
    {
        long[] positions = new long[wanted];
        float[] best = new float[wanted];
        var top = new TopScores(positions, best);
        for (int position = 0; position < scores.Length; position++) top.Offer(position, scores[position]);
        int found = top.Finish();
        return (positions[..found], best[..found]);
    }
}
