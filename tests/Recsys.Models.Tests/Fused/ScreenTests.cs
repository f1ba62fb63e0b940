using Recsys.Models.Fused;
using Recsys.Models.Tests.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Fused;

/// <summary>Scores with 8 bits a number beside those with 32.</summary>
public sealed class ScreenTests
{
    public static TheoryData<string> ShapeNames => [.. Shapes.Names];

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Screen_AnyShape_IsNearTheScores(string name)
    {
        var shape = Shapes.ByName(name);
        var workflow = Vocabularies.Of(40);
        using var module = FusedDlrmTests.Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        if (!fused.CanScreen)
        {
            AssertRefuses(fused, Batches.Gather(shape, workflow, users: 1, items: 1, seed: 1));
            return;
        }
        foreach (int items in (int[])[1, 15, 16, 17, 63, 64, 65, 130])
        {
            var inputs = Batches.Gather(shape, workflow, users: 2, items, seed: items);
            float[] expected = new float[2 * items], scores = new float[2 * items];
            fused.Score(inputs, expected);

            fused.Screen(inputs, scores);

            // Weights of chance add up what rounding lost; a trained ranker's own error is measured when it is loaded.
            float[] off = [.. expected.Zip(scores, (one, other) => Math.Abs(one - other))];
            Assert.InRange(off.Max(), 0, 0.15f);
            Assert.InRange(off.Average(), 0, 0.04f);
            Assert.NotEqual(expected, scores);
        }
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void Calibrate_AnyShape_StaysNearOnProductsItWasNotShownAndLeavesTheScores(string name)
    {
        var shape = Shapes.ByName(name);
        var workflow = Vocabularies.Of(40);
        using var module = FusedDlrmTests.Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        if (!fused.CanScreen) return;
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 200, seed: 5);
        float[] exact = new float[400], again = new float[400], before = new float[400], after = new float[400];
        fused.Score(inputs, exact);
        fused.Screen(inputs, before);

        fused.Calibrate([.. Enumerable.Range(0, 4).Select(
            seed => Batches.Gather(shape, workflow, users: 1, items: 100, seed))]);

        fused.Score(inputs, again);
        fused.Screen(inputs, after);
        Assert.Equal(exact, again);
        // Weights of chance have nothing to even out; what is gained where inputs differ is the kernel's test.
        Assert.InRange(Error(after), 0, 1.5 * Error(before));
        Assert.NotEqual(before, after);

        double Error(float[] of) => exact.Zip(of, (one, other) => Math.Abs(one - other)).Average();
    }

    [Fact]
    public void Screen_ManyProducts_KeepsTheirOrderButForNeighbours()
    {
        const int Items = 2_000;
        var shape = Shapes.ByName("reference");
        var workflow = Vocabularies.Of(300);
        using var module = FusedDlrmTests.Random(shape, workflow, seed: 9);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        if (!fused.CanScreen) return;
        var inputs = Batches.Gather(shape, workflow, users: 1, Items, seed: 2);
        float[] expected = new float[Items], scores = new float[Items];
        fused.Score(inputs, expected);

        fused.Screen(inputs, scores);

        var best = Best(expected).Take(50);
        Assert.Subset(Best(scores).Take(75).ToHashSet(), best.ToHashSet());
        Assert.True(expected.Max() - expected.Min() > 0.3f, "The scores are too alike to compare anything.");

        static IEnumerable<int> Best(float[] of) => Enumerable.Range(0, Items).OrderByDescending(i => of[i]);
    }

    [Fact]
    public void Screen_NumbersThatAreNotFinite_AreSeenAndDoNotStay()
    {
        var shape = Shapes.ByName("small");
        var workflow = Vocabularies.Of(40);
        using var module = FusedDlrmTests.Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        if (!fused.CanScreen) return;
        var sound = Batches.Gather(shape, workflow, users: 1, items: 40, seed: 1);
        var broken = FusedDlrmTests.Broken(shape, workflow);
        float[] before = new float[40], during = new float[1], after = new float[40];
        fused.Screen(sound, before);

        fused.Screen(broken, during);
        fused.Screen(sound, after);

        Assert.True(float.IsNaN(during[0]));
        Assert.Equal(before, after);
    }

    [Fact]
    public void Screen_AgainAndAgain_AllocatesNothing()
    {
        var shape = Shapes.ByName("reference");
        var workflow = Vocabularies.Of(40);
        using var module = FusedDlrmTests.Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        if (!fused.CanScreen) return;
        var inputs = Batches.Gather(shape, workflow, users: 1, items: 100, seed: 1);
        var scores = new float[100];
        for (int i = 0; i < 50; i++) fused.Screen(inputs, scores);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 20; i++) fused.Screen(inputs, scores);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void AssertRefuses(FusedDlrm fused, RankerInputs inputs) =>
        Assert.Throws<NotSupportedException>(() => fused.Screen(inputs, new float[inputs.Items]));
}
