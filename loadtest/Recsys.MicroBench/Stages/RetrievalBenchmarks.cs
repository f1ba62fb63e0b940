using BenchmarkDotNet.Attributes;
using Recsys.Pipeline.Features;
using Recsys.VectorIndex;

namespace Recsys.MicroBench.Stages;

/// <summary>The best 500 of half a million vectors of 64 values: FAISS by itself, and the scan that serves.</summary>
[BenchmarkCategory("retrieve")]
public class RetrievalBenchmarks
{
    private const int Products = 500_000, Dimension = 64, Wanted = 500;
    private readonly long[] _ids = new long[Wanted];
    private readonly int[] _rows = new int[Wanted];
    private readonly float[] _scores = new float[Wanted];
    private IvfIndex _flat = null!;
    private IvfIndex _ivf = null!;
    private ListIndex _index = null!;
    private float[] _query = [];
    private int _probes;

    /// <summary>Trains an index and takes its lists over.</summary>
    [GlobalSetup]
    public void Make()
    {
        float[] values = RandomShop.Vectors(Products, Dimension, clusters: 2_000, seed: 1);
        long[] ids = [.. Enumerable.Range(0, Products).Select(row => (long)row)];
        int[] rows = [.. Enumerable.Range(0, Products)];
        var vectors = new ItemVectors(values, Dimension);
        _flat = IvfIndex.Build(values, Dimension, ids, new IvfOptions { Lists = 1, Iterations = 1 });
        _ivf = IvfIndex.Build(values, Dimension, ids, new IvfOptions { Lists = 1024, Iterations = 5 });
        _index = ListIndex.Of(_ivf, rows, vectors, null);
        _query = ProbeMeasurement.QueriesLike(vectors, 1, seed: 1);
        _probes = _index.ProbesFor(Wanted);
    }

    /// <summary>Frees FAISS's.</summary>
    [GlobalCleanup]
    public void Free()
    {
        _flat.Dispose();
        _ivf.Dispose();
    }

    /// <summary>Every vector, by FAISS.</summary>
    [Benchmark(Baseline = true)]
    [StageWork(2.0 * Products * Dimension, (double)Products * Dimension * sizeof(float))]
    public int FaissFlat() => _flat.Search(_query, 1, _ids, _scores);

    /// <summary>Every vector, by our own loop: the truth that recall is measured against.</summary>
    [Benchmark]
    [StageWork(2.0 * Products * Dimension, (double)Products * Dimension * sizeof(float))]
    public int Exact()
    {
        var search = _index.SearchExactly(_query, Wanted);
        while (search.Continue(Products)) { }
        return search.Finish(_rows, _scores);
    }

    /// <summary>The same lists as the scan's, by FAISS.</summary>
    [Benchmark]
    public int FaissIvf() => _ivf.Search(_query, _probes, _ids, _scores);

    /// <summary>The scan that serves.</summary>
    [Benchmark]
    public int Scan() => _index.Search(_query, _rows, _scores);
}
