using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;

namespace Recsys.Models.Tests.Ranking;

public sealed class RankerHeadsTests
{
    private static readonly IReadOnlyList<RankerHead> Heads =
        [new("answer", 0.7, 1), new("add_to_cart", 0.25, 0.3), new("view", 0.05, 0.3)];

    public static TheoryData<RankerKind> Kinds => [.. Enum.GetValues<RankerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Logits_SeveralHeads_AreTheirWeightedSum(RankerKind kind)
    {
        var (shape, module, inputs) = Make(kind);
        using var owned = module;
        float[] logits = new float[10], outputs = new float[30];

        RankerModule.Run(module, RankerModule.LogitsMethod, inputs, logits);
        RankerModule.Run(module, "outputs", inputs, outputs);

        for (int i = 0; i < logits.Length; i++)
        {
            double expected = Heads.Select((head, at) => head.Share * outputs[(i * 3) + at]).Sum();
            Assert.Equal(expected, logits[i], 1e-5);
        }
        Assert.NotEqual(outputs[0], outputs[1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Step_LabelsNotKnown_TellNothing(RankerKind kind)
    {
        float Loss(float offsetOfUnknown)
        {
            var (_, module, inputs) = Make(kind);
            using var owned = module;
            using var trainer = new TorchTrainer(module, new TorchOptimizerOptions());
            float[] labels = new float[30], offsets = new float[30];
            for (int i = 0; i < 30; i += 3) (labels[i], labels[i + 1], offsets[i + 1]) = (i % 2, -1, offsetOfUnknown);
            RankerModule.Step(trainer, inputs, labels, offsets);
            return RankerModule.Step(trainer, inputs, labels, offsets);
        }

        Assert.Equal(Loss(0), Loss(5));
    }

    [Fact]
    public void Fused_SeveralHeads_GivesTorchScriptsScores()
    {
        var (shape, module, inputs) = Make(RankerKind.Dlrm);
        using var owned = module;
        using var fused = FusedDlrm.TryRead(module, shape, out string? reason);
        float[] expected = new float[10], scores = new float[10];
        RankerModule.Run(module, RankerModule.ForwardMethod, inputs, expected);

        Assert.Null(reason);
        fused!.Score(inputs, scores);

        for (int i = 0; i < scores.Length; i++) Assert.Equal(expected[i], scores[i], 1e-5);
    }

    [Fact]
    public void Calibrate_SeveralHeads_ChangesTheLogitAsSaid()
    {
        var (shape, module, inputs) = Make(RankerKind.WideDeep);
        using var owned = module;
        float[] before = new float[10], after = new float[10];
        RankerModule.Run(module, RankerModule.LogitsMethod, inputs, before);

        RankerModule.Calibrate(module, shape, 1.5, 0.25);

        RankerModule.Run(module, RankerModule.LogitsMethod, inputs, after);
        for (int i = 0; i < after.Length; i++) Assert.Equal((1.5 * before[i]) + 0.25, after[i], 1e-4);
    }

    private static (RankerDescription Shape, TorchModule Module, RankerInputs Inputs) Make(RankerKind kind)
    {
        var workflow = Vocabularies.Of(9);
        var shape = RankerDescription.Of(kind) with { Heads = Heads };
        var module = RankerModule.Create(shape, workflow, 0.3, seed: 5);
        return (shape, module, Batches.Gather(shape, workflow, users: 2, items: 5, seed: 3));
    }
}
