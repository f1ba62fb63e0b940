using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Models.Tests.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Fused;

/// <summary>The kernels against TorchScript's own forward and against the formula.</summary>
public sealed class FusedDlrmTests
{
    private const float Tolerance = 1e-4f;

    public static TheoryData<string, VectorWidth> ShapesAndWidths
    {
        get
        {
            var data = new TheoryData<string, VectorWidth>();
            foreach (string shape in Shapes.Names)
                foreach (var width in Enum.GetValues<VectorWidth>()) data.Add(shape, width);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(ShapesAndWidths))]
    public void Score_AnyShape_IsTorchScripts(string name, VectorWidth width)
    {
        var shape = Shapes.ByName(name);
        var workflow = Vocabularies.Of(40);
        using var module = Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out string? reason, width)!;
        Assert.Null(reason);

        foreach (int items in (int[])[1, 2, 15, 16, 17, 48, 63, 64, 65, 130])
        {
            var inputs = Batches.Gather(shape, workflow, users: 3, items, seed: items);
            float[] expected = new float[3 * items], scores = new float[3 * items];
            RankerModule.Run(module, RankerModule.ForwardMethod, inputs, expected);

            fused.Score(inputs, scores);

            AssertClose(expected, scores, 1e-5f);
        }
        Assert.Equal(width, fused.Width);
    }

    [Theory]
    [InlineData("reference", 2_000)]
    [InlineData("standard", 2_000)]
    [InlineData("reference", 500)]
    public void Score_ManyProducts_IsTorchScripts(string name, int items)
    {
        var shape = Shapes.ByName(name);
        var workflow = Vocabularies.Of(300);
        using var module = Random(shape, workflow, seed: 9);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        var inputs = Batches.Gather(shape, workflow, users: 1, items, seed: 2);
        float[] expected = new float[items], scores = new float[items];
        RankerModule.Run(module, RankerModule.ForwardMethod, inputs, expected);

        fused.Score(inputs, scores);

        AssertClose(expected, scores, Tolerance);
        Assert.True(expected.Max() - expected.Min() > 0.3f, "The scores are too alike to compare anything.");
    }

    [Theory]
    [MemberData(nameof(ShapesAndWidths))]
    public void Score_TablesOf16Bits_IsWithinParity(string name, VectorWidth width)
    {
        var shape = Shapes.ByName(name);
        var workflow = Vocabularies.Of(100);
        using var module = RankerModule.Create(shape, workflow, 0.2, seed: 3);
        using var fused = FusedDlrm.TryRead(module, shape, out _, width, exactRows: 1)!;
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 70, seed: 2);
        float[] expected = new float[140], scores = new float[140];
        RankerModule.Run(module, RankerModule.ForwardMethod, inputs, expected);

        fused.Score(inputs, scores);

        AssertClose(expected, scores, Tolerance);
    }

    [Fact]
    public void Score_InPieces_IsTheSameAsAtOnce()
    {
        var shape = Shapes.ByName("standard");
        var workflow = Vocabularies.Of(40);
        using var module = Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        var inputs = Batches.Gather(shape, workflow, users: 1, items: 100, seed: 1);
        float[] whole = new float[100], pieces = new float[100];
        fused.Score(inputs, whole);

        using (var run = fused.Rent())
        {
            run.Tell(inputs);
            run.Score(inputs, 0, pieces.AsSpan(0, 33));
            run.Score(inputs, 33, pieces.AsSpan(33));
        }

        AssertClose(whole, pieces, 1e-6f);
    }

    [Fact]
    public void Score_NumbersThatAreNotFinite_AreSeenAndDoNotStay()
    {
        var shape = Shapes.ByName("small");
        var workflow = Vocabularies.Of(40);
        using var module = Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        var sound = Batches.Gather(shape, workflow, users: 1, items: 40, seed: 1);
        var broken = Broken(shape, workflow);
        float[] before = new float[40], during = new float[1], after = new float[40];
        fused.Score(sound, before);

        fused.Score(broken, during);
        fused.Score(sound, after);

        Assert.True(float.IsNaN(during[0]));
        Assert.Equal(before, after);
    }

    [Fact]
    public void Score_FromManyThreads_IsTheSame()
    {
        var shape = Shapes.ByName("standard");
        var workflow = Vocabularies.Of(40);
        using var module = Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        RankerInputs[] batches =
            [.. Enumerable.Range(0, 8).Select(i => Batches.Gather(shape, workflow, users: 1, items: 90, seed: i))];
        float[][] expected = [.. batches.Select(Scores)];

        Parallel.For(0, 400, i => Assert.Equal(expected[i % 8], Scores(batches[i % 8])));

        float[] Scores(RankerInputs inputs)
        {
            var scores = new float[90];
            fused.Score(inputs, scores);
            return scores;
        }
    }

    [Fact]
    public void Score_AgainAndAgain_AllocatesNothing()
    {
        var shape = Shapes.ByName("reference");
        var workflow = Vocabularies.Of(40);
        using var module = Random(shape, workflow, seed: 7);
        using var fused = FusedDlrm.TryRead(module, shape, out _, exactRows: 10)!;
        var inputs = Batches.Gather(shape, workflow, users: 1, items: 100, seed: 1);
        var scores = new float[100];
        for (int i = 0; i < 50; i++) fused.Score(inputs, scores);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 20; i++) fused.Score(inputs, scores);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Score_IdBeyondItsTable_IsRefused()
    {
        var shape = Shapes.ByName("small");
        using var module = RankerModule.Create(shape, Vocabularies.Of(5), 0.2, seed: 3);
        using var fused = FusedDlrm.TryRead(module, shape, out _)!;
        var inputs = Batches.Gather(shape, Vocabularies.Of(500), users: 1, items: 64, seed: 2);

        Assert.Throws<ArgumentOutOfRangeException>(() => fused.Score(inputs, new float[64]));
    }

    [Fact]
    public void TryRead_ModuleOfAnotherShape_SaysWhy()
    {
        var workflow = Vocabularies.Of(5);
        using var module = RankerModule.Create(Shapes.ByName("small"), workflow, 0.2, seed: 3);

        Assert.Null(FusedDlrm.TryRead(module, RankerDescription.Standard, out string? reason));
        Assert.Contains("user_weight_1", reason, StringComparison.Ordinal);
        Assert.Null(FusedDlrm.TryRead(module, Shapes.ByName("no item numbers"), out reason));
        Assert.NotNull(reason);
        using var foreign = TinyRegression.Create();
        Assert.Null(FusedDlrm.TryRead(foreign, RankerDescription.Standard, out reason));
        Assert.Contains("no parameter", reason, StringComparison.Ordinal);
    }

    internal static RankerInputs Broken(RankerDescription shape, FeatureWorkflow workflow)
    {
        var gathered = Batches.Gather(shape, workflow, users: 1, items: 1, seed: 1);
        float[] numbers = new float[FeatureSchema.UserDense.Count], cross = new float[FeatureSchema.Cross.Count];
        numbers[0] = float.NaN;
        var inputs = new RankerInputs(shape, 1, 1);
        inputs.AddUser(numbers, [0, 0], [0]);
        inputs.AddItem(Batches.Columns(workflow), -1, cross);
        Assert.Equal(gathered.Items, inputs.Items);
        return inputs;
    }

    // Weights as large as trained ones, biases that are not 0: initial values would hide mistakes.
    internal static TorchModule Random(RankerDescription shape, FeatureWorkflow workflow, int seed)
    {
        var module = RankerModule.Create(shape, workflow, 0.3, (ulong)seed);
        var random = new Random(seed);
        foreach (var parameter in module.Parameters)
        {
            bool table = parameter.Name.EndsWith("_embedding", StringComparison.Ordinal);
            bool bias = parameter.Name.Contains("_bias_", StringComparison.Ordinal);
            float scale = table ? 0.6f : bias ? 0.3f : 2.2f / MathF.Sqrt(parameter.Shape[1]);
            module.WriteParameter(parameter.Name,
                [.. Enumerable.Range(0, (int)parameter.Elements).Select(_ => scale * ((2 * random.NextSingle()) - 1))]);
        }
        return module;
    }

    private static void AssertClose(float[] expected, float[] actual, float tolerance)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }
}
