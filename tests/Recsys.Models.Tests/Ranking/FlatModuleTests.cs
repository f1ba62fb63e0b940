using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

public sealed class FlatModuleTests
{
    private static readonly Dictionary<string, RankerDescription> Named = Shapes();

    public static TheoryData<string> All => [.. Named.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void Forward_AnyKind_IsWhatTheFormulaSays(string name)
    {
        var shape = Named[name];
        var workflow = Vocabularies.Of(9);
        using var module = Filled(shape, workflow);
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 5, seed: 3);
        var scores = new float[10];

        int written = RankerModule.Run(module, RankerModule.ForwardMethod, inputs, scores);

        double[] expected = new FlatFormula(shape, module).Forward(inputs);
        Assert.Equal(10, written);
        for (int i = 0; i < scores.Length; i++) Assert.Equal(expected[i], scores[i], 1e-5);
        Assert.True(scores.Distinct().Count() > 5, "Scores must differ for the comparison to mean anything.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Save_AnyKind_LoadsAsTheSame(string name)
    {
        var shape = Named[name];
        var workflow = Vocabularies.Of(9);
        using var module = Filled(shape, workflow);
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 5, seed: 3);
        float[] expected = new float[10], scores = new float[10];
        RankerModule.Run(module, RankerModule.LogitsMethod, inputs, expected);
        string file = Path.GetTempFileName();
        try
        {
            module.Save(file);
            using var loaded = TorchModule.Load(file);
            RankerModule.Run(loaded, RankerModule.LogitsMethod, inputs, scores);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(expected, scores);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Step_AnyKind_LearnsInEveryParameter(string name)
    {
        var shape = Named[name];
        var workflow = Vocabularies.Of(9);
        using var module = RankerModule.Create(shape, workflow, 0.5, seed: 5);
        using var before = module.Clone();
        using var trainer = new TorchTrainer(module, new TorchOptimizerOptions { LearningRate = 0.02 });
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 6, seed: 3);
        float[] labels = [1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0], offsets = new float[12];

        float first = RankerModule.Step(trainer, inputs, labels, offsets), last = first;
        for (int step = 0; step < 80; step++) last = RankerModule.Step(trainer, inputs, labels, offsets);

        Assert.InRange(last, 0, first / 2);
        foreach (var parameter in module.Parameters)
        {
            float[] was = new float[parameter.Elements], now = new float[parameter.Elements];
            before.ReadParameter(parameter.Name, was);
            module.ReadParameter(parameter.Name, now);
            Assert.False(was.SequenceEqual(now), $"{parameter.Name} did not change.");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Calibrate_AnyKind_ChangesTheLogitAsSaid(string name)
    {
        var shape = Named[name];
        var workflow = Vocabularies.Of(9);
        using var module = Filled(shape, workflow);
        AssertCalibrates(module, shape, workflow);
    }

    [Fact]
    public void Calibrate_Dlrm_ChangesTheLogitAsSaid()
    {
        var workflow = Vocabularies.Of(9);
        using var module = Filled(RankerDescription.Standard, workflow);
        AssertCalibrates(module, RankerDescription.Standard, workflow);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, double.NaN)]
    public void Calibrate_NumbersOutOfRange_AreRefused(double slope, double intercept)
    {
        using var module = Filled(RankerDescription.Standard, Vocabularies.Of(9));
        Assert.Throws<ArgumentException>(
            () => RankerModule.Calibrate(module, RankerDescription.Standard, slope, intercept));
    }

    [Fact]
    public void TryRead_KindWithoutKernels_IsRefusedByName()
    {
        var shape = RankerDescription.Of(RankerKind.Ncf);
        using var module = RankerModule.Create(shape, Vocabularies.Of(9), 0.5, seed: 5);

        Assert.Null(FusedDlrm.TryRead(module, shape, out string? reason));
        Assert.Contains("ncf", reason, StringComparison.Ordinal);
    }

    private static void AssertCalibrates(TorchModule module, RankerDescription shape, FeatureWorkflow workflow)
    {
        var inputs = Batches.Gather(shape, workflow, users: 2, items: 5, seed: 3);
        float[] before = new float[10], after = new float[10];
        RankerModule.Run(module, RankerModule.LogitsMethod, inputs, before);

        RankerModule.Calibrate(module, shape, 0.8, -0.3);

        RankerModule.Run(module, RankerModule.LogitsMethod, inputs, after);
        for (int i = 0; i < after.Length; i++) Assert.Equal((0.8 * before[i]) - 0.3, after[i], 1e-4);
    }

    // As it is made, a part of it is zero: filled with what a formula could get wrong.
    private static TorchModule Filled(RankerDescription shape, FeatureWorkflow workflow)
    {
        var module = RankerModule.Create(shape, workflow, 0.3, seed: 5);
        var random = new Random(11);
        foreach (var parameter in module.Parameters)
            module.WriteParameter(parameter.Name,
                [.. Enumerable.Range(0, (int)parameter.Elements).Select(_ => 0.4f * (random.NextSingle() - 0.5f))]);
        return module;
    }

    private static Dictionary<string, RankerDescription> Shapes()
    {
        var shapes = new Dictionary<string, RankerDescription>(StringComparer.Ordinal);
        foreach (string name in RankerKinds.Names.Skip(1))
        {
            Assert.True(RankerKinds.TryParse(name, out var kind));
            var standard = RankerDescription.Of(kind);
            shapes[name] = standard with { Dimension = 8, TopHidden = [10, 6] };
            shapes[$"{name} deep"] = standard with { Dimension = 13, TopHidden = [17, 5, 9] };
            shapes[$"{name} without numbers"] = standard with
            {
                Dimension = 6, TopHidden = [7], UserDense = [], ItemDense = [], Cross = [],
            };
            shapes[$"{name} without ids"] = standard with
            {
                Dimension = 6, TopHidden = [7], UserCategorical = [], ItemCategorical = [],
            };
        }
        var dcn = shapes["dcn_v2"];
        shapes["dcn_v2 full"] = dcn with { CrossRank = 0, CrossLayers = 3 };
        shapes["dcn_v2 stacked"] = dcn with { IsStacked = true, CrossRank = 5, CrossLayers = 1 };
        shapes["dcn_v2 stacked full"] = dcn with { IsStacked = true, CrossRank = 0 };
        return shapes;
    }
}
