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
