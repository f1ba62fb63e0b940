using System.Runtime.InteropServices;
using Recsys.Models;
using Recsys.Models.Ranking;
using Recsys.Pipeline.Features;
using Recsys.Training.Examples;

namespace Recsys.Training.Ranking;

/// <summary>Trains the ranker by BCE, validates it on the latest windows and stops when that gets worse.</summary>
internal sealed class RankerTrainer : IDisposable
{
    // A product passes for unknown this often: what the ranker learns of single products does not outlast their season.
    private const double UnknownShare = 0.5;

    private readonly TrainingOptions _options;
    private readonly RankerExampleGatherer _gatherer;
    private readonly RankerExamples _examples;
    private readonly TorchModule _module;
    private readonly TorchTrainer _trainer;
    private readonly Random _random;
    private readonly int _heads;
    private readonly float[] _labels;
    private readonly float[] _offsets;
    private double _rate = LearningRate;
    private long _rows;
    private double _seconds;

    /// <param name="workflow">The fitted workflow.</param>
    /// <param name="gatherer">Makes inputs of examples.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="options">Shape, sizes and seed.</param>
    /// <param name="start">The ranker to go on from, this one's from here on; null begins anew.</param>
    public RankerTrainer(
        FeatureWorkflow workflow, RankerExampleGatherer gatherer, RankerExamples examples, TrainingOptions options,
        TorchModule? start = null)
    {
        (_options, _gatherer, _examples) = (options, gatherer, examples);
        _module = start ?? RankerModule.Create(options.Ranker, workflow, PositiveRate(examples), options.Seed);
        _trainer = new TorchTrainer(_module, new TorchOptimizerOptions
        {
            LearningRate = LearningRate, WeightDecay = 1e-4, SparseLearningRate = LearningRate,
            SparseRule = TorchSparseRule.LazyAdam,
        });
        _random = new Random(unchecked((int)options.Seed) ^ 0x646c);
        _heads = options.Ranker.Outputs;
        _labels = new float[options.RankerBatch * _heads];
        _offsets = new float[options.RankerBatch * _heads];
    }

    /// <summary>How far the first steps of a full training go.</summary>
    public const double LearningRate = 2e-3;

    /// <summary>How far steps go that a trained ranker learns the latest by.</summary>
    public const double LateLearningRate = LearningRate / 10;

    /// <summary>Examples trained on per second of processor time, gathering included; 0 before any.</summary>
    public double RowsPerCpuSecond => _seconds > 0 ? _rows / _seconds : 0;

    /// <summary>The ranker as it stands.</summary>
    public TorchModule Module => _module;

    /// <summary>Trains until validation gets worse, and leaves the best weights in the module.</summary>
    /// <param name="training">Examples to learn from.</param>
    /// <param name="validation">Examples to validate on, later ones; empty where there is too little data for
    /// any.</param>
    /// <param name="progress">Told where it stands.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <exception cref="BrokenBatchException">A loss became NaN or infinite.</exception>
    public RankerValidation? Train(
        int[] training, int[] validation, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        RankerValidation? best = null;
        TorchModule? bestModule = null;
        try
        {
            for (int epoch = 0; epoch < _options.RankerEpochs; epoch++)
            {
                double loss = Epoch(training, epoch, progress, cancellation);
                var measured = Validate(validation);
                progress?.Report(new TrainingProgress(
                    "ranker", (epoch + 1.0) / _options.RankerEpochs, Describe(epoch, loss, measured), loss));
                if (measured is null) continue;
                if (best is not null && measured.LogLoss >= best.LogLoss) break;
                best = measured;
                bestModule ??= _module.Clone();
                bestModule.CopyParametersFrom(_module);
            }
            if (bestModule is not null) _module.CopyParametersFrom(bestModule);
            return best;
        }
        finally
        {
            bestModule?.Dispose();
        }
    }

    /// <summary>Goes over further examples once, at a lower rate: the latest ones, that validation kept back.</summary>
    public void Continue(int[] examples, CancellationToken cancellation)
    {
        SetRate(LateLearningRate);
        Epoch(examples, _options.RankerEpochs, progress: null, cancellation);
    }

    /// <summary>Measures on examples; null when there are none of one class.</summary>
    public RankerValidation? Validate(int[] examples)
    {
        float[] logits = Logits(examples);
        if (_heads > 1)
        {
            // What several heads come to is no log odds of any of them before it is calibrated.
            var calibration = Calibration.Fit(_examples, examples, logits);
            for (int i = 0; i < logits.Length; i++) logits[i] = (float)calibration.Apply(logits[i]);
        }
        return RankerValidation.Measure(_examples, examples, logits);
    }

    /// <summary>The ranker's logits for examples.</summary>
    public float[] Logits(int[] examples) => Run(RankerModule.LogitsMethod, examples, width: 1);

    /// <summary>The logits of all heads for examples, example by example.</summary>
    public float[] HeadLogits(int[] examples) => Run(RankerModule.OutputsMethod, examples, _heads);

    private float[] Run(string method, int[] examples, int width)
    {
        var logits = new float[examples.Length * width];
        for (int from = 0; from < examples.Length; from += _options.RankerBatch)
        {
            int to = Math.Min(from + _options.RankerBatch, examples.Length);
            var inputs = _gatherer.Gather(examples.AsSpan(from..to), unknownShare: 0, _random);
            RankerModule.Run(_module, method, inputs, logits.AsSpan(from * width, (to - from) * width));
        }
        return logits;
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _module.Dispose();
    }

    private double Epoch(
        int[] training, int epoch, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var one = OneThread.Begin();
        var before = Environment.CpuUsage.TotalTime;
        int[] order = [.. training];
        _random.Shuffle(order);
        double sum = 0;
        int batches = 0;
        for (int from = 0; from < order.Length; from += _options.RankerBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            double done = (epoch + (from / (double)order.Length)) / _options.RankerEpochs;
            if (done < 1) Anneal(done);
            var batch = order.AsSpan(from, Math.Min(_options.RankerBatch, order.Length - from));
            try
            {
                sum += Step(batch);
            }
            catch (Native.NativeException broken)
            {
                throw new BrokenBatchException(broken)
                {
                    Stage = "ranker", Epoch = epoch + 1, Batch = (from / _options.RankerBatch) + 1,
                    Batches = (order.Length + _options.RankerBatch - 1) / _options.RankerBatch, LearningRate = _rate,
                    Rows = [.. batch.ToArray().Select(_gatherer.Describe)],
                };
            }
            if (batches++ % 32 == 0)
                progress?.Report(
                    new TrainingProgress("ranker", done, $"epoch {epoch + 1}, loss {sum / batches:F4}", sum / batches));
        }
        _rows += order.Length;
        _seconds += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return batches > 0 ? sum / batches : 0;
    }

    private float Step(ReadOnlySpan<int> batch)
    {
        var labels = CollectionsMarshal.AsSpan(_heads > 1 ? _examples.HeadLabels : _examples.Labels);
        var offsets = CollectionsMarshal.AsSpan(_heads > 1 ? _examples.HeadOffsets : _examples.Offsets);
        for (int i = 0; i < batch.Length; i++)
        {
            labels.Slice(batch[i] * _heads, _heads).CopyTo(_labels.AsSpan(i * _heads));
            offsets.Slice(batch[i] * _heads, _heads).CopyTo(_offsets.AsSpan(i * _heads));
        }
        var inputs = _gatherer.Gather(batch, UnknownShare, _random);
        return RankerModule.Step(
            _trainer, inputs, _labels.AsMemory(0, batch.Length * _heads), _offsets.AsMemory(0, batch.Length * _heads));
    }

    // The rate falls in a straight line, so that the last steps refine instead of wandering.
    private void Anneal(double done) => SetRate(LearningRate * Math.Max(1 - done, 0.02));

    private void SetRate(double rate)
    {
        _rate = rate;
        _trainer.SetLearningRates(rate, rate);
    }

    // The logit that fits the examples' real weight, sampling taken out.
    private static double PositiveRate(RankerExamples examples)
    {
        double positives = 0, all = 0;
        for (int i = 0; i < examples.Count; i++)
        {
            if (!examples.Answers(i)) continue;
            double weight = examples.Labels[i] > 0 ? 1 : Math.Exp(examples.Offsets[i]);
            positives += examples.Labels[i];
            all += weight;
        }
        return Math.Clamp(positives / Math.Max(all, 1), 1e-5, 0.5);
    }

    private static string Describe(int epoch, double loss, RankerValidation? measured) => measured is null
        ? $"epoch {epoch + 1}, loss {loss:F4}"
        : $"epoch {epoch + 1}, loss {loss:F4}, validation {measured.LogLoss:F4}, AUC {measured.Auc:F4}";
}
