using Recsys.Models;
using Recsys.Pipeline.Features;
using Recsys.Snapshots.TwoTower;
using Recsys.Training.Examples;

namespace Recsys.Training.TwoTower;

/// <summary>
/// Trains the towers by in-batch softmax. A batch comes from one window, so that all of its products are described as
/// they stood at the same time.
/// </summary>
internal sealed class TwoTowerTrainer : IDisposable
{
    /// <summary>How far the first steps of a full training go.</summary>
    public const double LearningRate = 2e-3;

    /// <summary>How far the first steps go that trained towers learn the latest by.</summary>
    public const double LateLearningRate = LearningRate / 2;

    // Of the first steps' rate, at the last ones.
    private const double LastShare = 0.05;

    // A product passes for unknown this often, so that content alone learns to stand for one.
    private const double UnknownShare = 0.1;
    private const int EncodeBatch = 512;
    private const int ReportEvery = 16;

    private readonly TrainingOptions _options;
    private readonly UserStates _states;
    private readonly IReadOnlyList<ItemColumns> _columns;
    private readonly TorchModule _module;
    private readonly TorchTrainer _trainer;
    private readonly UserTowerInputs _userInputs;
    private readonly ItemTowerInputs _itemInputs;
    private readonly Random _random;
    private readonly long[] _users;
    private readonly long[] _items;
    private readonly float[] _logPopularity;
    private readonly Dictionary<int, int> _usersOfBatch = [];
    private double _rate = LearningRate;
    private long _rows;
    private double _seconds;

    /// <param name="workflow">The fitted workflow.</param>
    /// <param name="states">Users' states, normalised.</param>
    /// <param name="columns">Item features at each window, normalised.</param>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="start">The towers to go on from, this one's from here on; null begins anew.</param>
    public TwoTowerTrainer(
        FeatureWorkflow workflow, UserStates states, IReadOnlyList<ItemColumns> columns, TrainingOptions options,
        TorchModule? start = null)
    {
        (_options, _states, _columns) = (options, states, columns);
        _module = start ?? TwoTowerModule.Create(workflow, options.TowerDimension, options.Seed);
        _trainer = new TorchTrainer(_module, new TorchOptimizerOptions
        {
            LearningRate = LearningRate, WeightDecay = 1e-4, SparseLearningRate = LearningRate,
            SparseRule = TorchSparseRule.LazyAdam,
        });
        _userInputs = new UserTowerInputs(Math.Max(options.TowerBatch, EncodeBatch));
        _itemInputs = new ItemTowerInputs(Math.Max(options.TowerBatch, EncodeBatch));
        _random = new Random(unchecked((int)options.Seed) ^ 0x7077);
        _users = new long[options.TowerBatch];
        _items = new long[options.TowerBatch];
        _logPopularity = new float[options.TowerBatch];
    }

    /// <summary>Examples trained on per second of processor time, gathering included; 0 before any.</summary>
    public double RowsPerCpuSecond => _seconds > 0 ? _rows / _seconds : 0;

    /// <summary>Both towers.</summary>
    public TorchModule Module => _module;

    /// <summary>
    /// Goes over examples, at a rate that falls in a straight line, so that the last steps refine instead of wandering.
    /// </summary>
    /// <param name="stage">What this is for, in messages.</param>
    /// <param name="epochs">How often, at least once.</param>
    /// <param name="learningRate">How far the first steps go.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="states">Says of a state whether its examples are wanted.</param>
    /// <param name="progress">Told where it stands; may be null.</param>
    /// <param name="cancellation">Ends the work by an exception.</param>
    /// <exception cref="BrokenBatchException">A loss became NaN or infinite.</exception>
    public void Train(
        string stage, int epochs, double learningRate, TowerExamples examples, Func<int, bool> states,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using var one = OneThread.Begin();
        var before = Environment.CpuUsage.TotalTime;
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            var batches = Batches(examples, states);
            double sum = 0;
            for (int b = 0; b < batches.Count; b++)
            {
                cancellation.ThrowIfCancellationRequested();
                double done = (epoch + (b / (double)batches.Count)) / epochs;
                SetRate(learningRate * (1 - ((1 - LastShare) * done)));
                sum += Step(stage, epoch, examples, batches, b);
                if (b % ReportEvery == 0) Report(done, sum / (b + 1));
            }
            Report((epoch + 1.0) / epochs, sum / Math.Max(batches.Count, 1));

            void Report(double done, double loss) => progress?.Report(
                new TrainingProgress(stage, done, $"epoch {epoch + 1}, loss {loss:F4}", loss));
        }
        _seconds += (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>Vectors of states, one after the other.</summary>
    public float[] EncodeUsers(IReadOnlyList<int> states)
    {
        int dimension = _options.TowerDimension;
        var vectors = new float[states.Count * dimension];
        for (int from = 0; from < states.Count; from += EncodeBatch)
        {
            int to = Math.Min(from + EncodeBatch, states.Count);
            _userInputs.Clear();
            for (int i = from; i < to; i++) AddUser(states[i]);
            _module.Forward("user_vectors",
                [_userInputs.Dense, _userInputs.Ids, _userInputs.History, _userInputs.Weights],
                vectors.AsSpan(from * dimension, (to - from) * dimension));
        }
        return vectors;
    }

    /// <summary>Vectors of all items as of some columns, one after the other.</summary>
    public float[] EncodeItems(ItemColumns columns)
    {
        int dimension = _options.TowerDimension;
        var vectors = new float[columns.Rows * dimension];
        for (int from = 0; from < columns.Rows; from += EncodeBatch)
        {
            int to = Math.Min(from + EncodeBatch, columns.Rows);
            _itemInputs.Clear();
            for (int row = from; row < to; row++) _itemInputs.Add(columns, row);
            _module.Forward("item_vectors", _itemInputs.Tensors(),
                vectors.AsSpan(from * dimension, (to - from) * dimension));
        }
        return vectors;
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _module.Dispose();
    }

    private void SetRate(double rate)
    {
        _rate = rate;
        _trainer.SetLearningRates(rate, rate);
    }

    private float Step(string stage, int epoch, TowerExamples examples, List<TowerBatch> batches, int b)
    {
        try
        {
            float loss = Step(examples, batches[b]);
            _rows += batches[b].Examples.Length;
            return loss;
        }
        catch (Native.NativeException broken)
        {
            throw new BrokenBatchException(broken)
            {
                Stage = stage, Epoch = epoch + 1, Batch = b + 1, Batches = batches.Count, LearningRate = _rate,
                Rows = [.. batches[b].Examples.Select(example => Row(examples, batches[b].Window, example))],
            };
        }
    }

    private float Step(TowerExamples examples, TowerBatch batch)
    {
        _userInputs.Clear();
        _itemInputs.Clear();
        _usersOfBatch.Clear();
        var columns = _columns[batch.Window];
        int count = batch.Examples.Length;
        for (int i = 0; i < count; i++)
        {
            int state = examples.States[batch.Examples[i]], item = examples.Items[batch.Examples[i]];
            if (!_usersOfBatch.TryGetValue(state, out int user))
                _usersOfBatch.Add(state, user = AddUser(state));
            _users[i] = user;
            _items[i] = item;
            _logPopularity[i] = batch.LogPopularity[item];
            _itemInputs.Add(columns, item, unknown: _random.NextDouble() < UnknownShare);
        }
        TorchInput[] inputs =
        [
            _userInputs.Dense, _userInputs.Ids, _userInputs.History, _userInputs.Weights,
            TorchInput.FromInt64(_users.AsMemory(0, count), count), .. _itemInputs.Tensors(),
            TorchInput.FromInt64(_items.AsMemory(0, count), count),
            TorchInput.FromFloats(_logPopularity.AsMemory(0, count), count),
        ];
        return _trainer.Step(TwoTowerModule.LossMethod, inputs);
    }

    private BatchRow Row(TowerExamples examples, int window, int example)
    {
        int state = examples.States[example], item = examples.Items[example];
        return new BatchRow(
            _states.Users[state], item,
            BrokenBatchException.FirstWrong(FeatureSchema.UserDense, _states.Dense(state))
                ?? BrokenBatchException.FirstWrong(FeatureSchema.ItemDense, _columns[window].Dense(item)));
    }

    private int AddUser(int state)
    {
        _userInputs.Add(
            _states.Dense(state), _states.Categorical(state), _states.TowerIds(state), _states.TowerWeights(state));
        return _userInputs.Count - 1;
    }

    private List<TowerBatch> Batches(TowerExamples examples, Func<int, bool> states)
    {
        var byWindow = new List<int>[_columns.Count];
        for (int i = 0; i < examples.Count; i++)
        {
            int state = examples.States[i];
            if (states(state)) (byWindow[_states.Windows[state]] ??= []).Add(i);
        }
        var batches = new List<TowerBatch>();
        for (int window = 0; window < byWindow.Length; window++)
        {
            if (byWindow[window] is not { Count: > 1 } all) continue;
            var logPopularity = LogPopularity(examples, all, _columns[window].Rows);
            int[] shuffled = [.. all];
            _random.Shuffle(shuffled);
            // Batches of nearly equal size; none of one example, which would have no negative.
            int count = Math.Max(1, (int)Math.Ceiling(shuffled.Length / (double)_options.TowerBatch));
            for (int b = 0; b < count; b++)
            {
                int from = (int)((long)shuffled.Length * b / count);
                int to = (int)((long)shuffled.Length * (b + 1) / count);
                batches.Add(new TowerBatch(window, shuffled[from..to], logPopularity));
            }
        }
        var order = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(batches);
        _random.Shuffle(order);
        return batches;
    }

    private static float[] LogPopularity(TowerExamples examples, List<int> window, int items)
    {
        var counts = new float[items];
        foreach (int example in window) counts[examples.Items[example]]++;
        for (int item = 0; item < items; item++) counts[item] = MathF.Log(Math.Max(counts[item], 1) / window.Count);
        return counts;
    }

    private sealed record TowerBatch(int Window, int[] Examples, float[] LogPopularity);
}
