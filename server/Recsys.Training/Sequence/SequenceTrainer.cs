using System.Runtime.InteropServices;
using Recsys.Models;
using Recsys.Models.Fused;
using Recsys.Models.Sequence;

namespace Recsys.Training.Sequence;

/// <summary>Trains the sequential model: passes over the parts, each followed by a look at what was held out.</summary>
internal sealed class SequenceTrainer : IDisposable
{
    // Parts of a pass are sorted by length this many steps at a time: long enough to pad little, short enough to mix.
    private const int StepsSortedTogether = 32;

    /// <summary>How far a step of a full training goes.</summary>
    public const double LearningRate = 1e-3;

    private readonly SequenceData _data;
    private readonly SequenceBatch _batch;
    private readonly TorchTrainer _trainer;
    private readonly Random _random;
    private readonly double _rate;

    /// <param name="data">The sequences.</param>
    /// <param name="dimension">Size of the vectors.</param>
    /// <param name="dropout">Share of numbers that a step does without.</param>
    /// <param name="seed">Seed of initial values, order and draws.</param>
    /// <param name="start">The model to go on from, this one's from here on; null begins anew.</param>
    /// <param name="learningRate">How far a step goes.</param>
    public SequenceTrainer(
        SequenceData data, int dimension, float dropout, ulong seed, TorchModule? start = null,
        double learningRate = LearningRate)
    {
        _data = data;
        _rate = learningRate;
        _random = new Random(unchecked((int)seed) ^ 0x5e91);
        _batch = new SequenceBatch(data, dimension, dropout, _random);
        Module = start ?? SequenceModule.Create(data.Products, dimension, seed);
        _trainer = new TorchTrainer(Module, new TorchOptimizerOptions
        {
            LearningRate = learningRate, WeightDecay = 1e-4, SparseLearningRate = learningRate,
            SparseRule = TorchSparseRule.LazyAdam,
        });
    }

    public TorchModule Module { get; }

    /// <summary>One pass.</summary>
    /// <param name="epoch">Its number, from 1.</param>
    /// <param name="positions">Positions of the pass, at most; parts are drawn where there are more.</param>
    /// <param name="report">Told the share of the pass done and the mean loss.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <returns>The mean loss.</returns>
    /// <exception cref="BrokenBatchException">A loss became NaN or infinite.</exception>
    public double Epoch(
        int epoch, long positions, Action<double, double> report, CancellationToken cancellation)
    {
        var batches = Batches(positions);
        double sum = 0;
        for (int b = 0; b < batches.Count; b++)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                sum += _trainer.Step(SequenceModule.LossMethod, _batch.Make(batches[b]));
            }
            catch (Native.NativeException broken)
            {
                throw new BrokenBatchException(broken)
                {
                    Stage = "sequences", Epoch = epoch, Batch = b + 1, Batches = batches.Count,
                    LearningRate = _rate,
                    Rows = [.. batches[b].Select(part => new BatchRow(_data.UserOf(part), -1))],
                };
            }
            if (b % 16 == 0) report((b + 1.0) / batches.Count, sum / (b + 1));
        }
        return sum / Math.Max(1, batches.Count);
    }

    /// <summary>ndcg@20 of the products held out, each the only answer of its sequence.</summary>
    public double Measure(CancellationToken cancellation)
    {
        var model = new FusedSequence(Module);
        var vector = new float[model.Dimension];
        double sum = 0;
        foreach (int[] sequence in _data.HeldOut)
        {
            cancellation.ThrowIfCancellationRequested();
            model.Encode(sequence.AsSpan(..^1), vector);
            float wanted = Pipeline.Features.ItemVectors.Dot(model.ItemVector(sequence[^1]), vector);
            int before = 0;
            for (int item = 0; item < model.Products; item++)
                if (Pipeline.Features.ItemVectors.Dot(model.ItemVector(item), vector) > wanted) before++;
            if (before < 20) sum += 1 / Math.Log2(before + 2);
        }
        return sum / Math.Max(1, _data.HeldOut.Count);
    }

    public void Dispose()
    {
        _trainer.Dispose();
        Module.Dispose();
    }

    private List<SequencePart[]> Batches(long positions)
    {
        SequencePart[] parts = [.. _data.Parts];
        _random.Shuffle(parts);
        int count = 0;
        for (long sum = 0; count < parts.Length && sum < positions; count++) sum += parts[count].Targets;
        var batches = new List<SequencePart[]>();
        for (int from = 0; from < count;)
        {
            int to = from;
            for (long sum = 0; to < count && sum < StepsSortedTogether * _batch.Positions; to++)
                sum += parts[to].Positions;
            Array.Sort(parts, from, to - from, Comparer<SequencePart>.Create(Compare));
            for (int first = from; first < to;)
            {
                int last = first;
                // Sorted, longest first: the first one's length is that of all.
                while (last < to && (last - first) * parts[first].Positions < _batch.Positions) last++;
                batches.Add(parts[first..last]);
                first = last;
            }
            from = to;
        }
        _random.Shuffle(CollectionsMarshal.AsSpan(batches));
        return batches;
    }

    private static int Compare(SequencePart a, SequencePart b)
    {
        int byLength = b.Positions.CompareTo(a.Positions);
        if (byLength != 0) return byLength;
        int bySequence = a.Sequence.CompareTo(b.Sequence);
        return bySequence != 0 ? bySequence : a.Start.CompareTo(b.Start);
    }
}
