using BenchmarkDotNet.Attributes;
using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;

namespace Recsys.MicroBench.Stages;

/// <summary>
/// The published DLRM (d 64, 512-256-64 and 512-256-1, 10 numbers, 20 ids) over the candidates of one request: libtorch
/// beside the fused kernels, one thread each.
/// </summary>
[BenchmarkCategory("score")]
public class ScoringBenchmarks
{
    /// <summary>Candidates scored.</summary>
    public const int Candidates = 500;

    // 55 pairs among the product's own vectors and 110 with the user's, of 64 values; then 165 x 512, 512 x 256, 256.
    private const double Operations = 2.0 * Candidates * ((165 * 64) + (165 * 512) + (512 * 256) + 256);
    private const int Products = 20_000;
    private readonly float[] _scores = new float[Candidates];
    private TorchModule _module = null!;
    private FusedDlrm _fused = null!;
    private FusedDlrm _narrow = null!;
    private RankerInputs _inputs = null!;

    /// <summary>Makes a ranker with random weights, and one request.</summary>
    [GlobalSetup]
    public void Make()
    {
        var shape = RankerDescription.Reference();
        var workflow = RandomShop.Workflow(Products);
        var columns = RandomShop.Columns(workflow);
        _module = RankerModule.Create(shape, workflow, 0.1, seed: 1);
        _fused = FusedDlrm.TryRead(_module, shape, out string? reason)
            ?? throw new InvalidOperationException(reason);
        _narrow = FusedDlrm.TryRead(_module, shape, out reason, VectorWidth.Vector256)
            ?? throw new InvalidOperationException(reason);
        _inputs = new RankerInputs(shape, 1, Candidates);
        var random = new Random(1);
        float[] dense = [.. FeatureSchema.UserDense.Select(_ => random.NextSingle())];
        _inputs.AddUser(dense, [1, 1], [.. Enumerable.Range(0, 8).Select(_ => random.Next(Products))]);
        for (int i = 0; i < Candidates; i++) _inputs.AddItem(columns, random.Next(Products), []);
    }

    /// <summary>Frees the models.</summary>
    [GlobalCleanup]
    public void Free()
    {
        _narrow.Dispose();
        _fused.Dispose();
        _module.Dispose();
    }

    /// <summary>The module's own forward.</summary>
    [Benchmark(Baseline = true)]
    [StageWork(Operations)]
    public int TorchScript() => RankerModule.Run(_module, RankerModule.ForwardMethod, _inputs, _scores);

    /// <summary>The kernels that serve.</summary>
    [Benchmark]
    [StageWork(Operations)]
    public float Fused()
    {
        _fused.Score(_inputs, _scores);
        return _scores[0];
    }

    /// <summary>The kernels with 8 bits a number, which choose whom the others score.</summary>
    [Benchmark]
    [StageWork(Operations)]
    public float Screened()
    {
        if (!_fused.CanScreen) throw new NotSupportedException("This processor has no VNNI.");
        _fused.Screen(_inputs, _scores);
        return _scores[0];
    }

    /// <summary>The same in registers of 256 bits.</summary>
    [Benchmark]
    [StageWork(Operations)]
    public float ScreenedNarrow()
    {
        if (!_narrow.CanScreen) throw new NotSupportedException("This processor has no VNNI.");
        _narrow.Screen(_inputs, _scores);
        return _scores[0];
    }
}
