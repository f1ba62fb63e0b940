using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Pipeline.Retrieval;
using Recsys.Training.Data;
using Recsys.Training.Examples;
using Recsys.Training.Fitting;
using Recsys.Training.Ranking;
using Recsys.Training.Replay;

namespace Recsys.Training.Tests.Serving;

/// <summary>
/// The same users and products through training's path (replay, examples, gatherer) and through serving's (stored
/// histories in other rows, files read back, columns built at load) give the same inputs, bit for bit.
/// </summary>
public sealed class TrainingServingEqualityTests
{
    private static readonly int DotColumn = FeatureSchema.IndexOf(FeatureSchema.Cross, "cross_tower_dot");
    private static readonly int TargetColumn = FeatureSchema.IndexOf(FeatureSchema.ItemDense, "item_category_target");

    private readonly InteractionTable _table = SyntheticShop.Build();
    private readonly ExampleBuilder _examples;
    private readonly FeatureWorkflow _workflow;
    private readonly TargetEncodingFitter _targets;
    private readonly ItemNeighbors _neighbors;
    private readonly ItemVectors _itemVectors;
    private readonly ReplayWindow _window;

    public TrainingServingEqualityTests()
    {
        var draft = WorkflowFitter.FitVocabularies(_table, SyntheticShop.Options);
        var content = ItemContent.Build(draft, _table.Products, [.. Enumerable.Range(0, _table.ItemCount)]);
        _neighbors = Ring(_table.ItemCount);
        _examples = new ExampleBuilder(_table, SyntheticShop.Options, draft, content, _ => _neighbors);
        _examples.Build(null, default);
        _window = _examples.Windows[^1];
        _itemVectors = Vectors(_table.ItemCount);

        var workflow = WorkflowFitter.FitStatistics(draft, _examples.States, _examples.Ranker, _examples.Columns,
            out _targets);
        workflow.UserDense.Apply(_examples.States.AllDense);
        foreach (var columns in _examples.Columns) columns.Finish(workflow);
        for (int i = 0; i < _examples.Ranker.Count; i++)
            _examples.Ranker.Cross(i)[DotColumn] =
                _itemVectors.Dot(_examples.Ranker.Items[i],
                    UserVector(_examples.States.Users[_examples.Ranker.States[i]]));
        workflow = WorkflowFitter.FitCross(workflow, _examples.Ranker);
        workflow.Cross.Apply(_examples.Ranker.AllCross);
        _workflow = workflow with { AsOfMs = _window.AsOfMs };
    }

    [Fact]
    public void Inputs_GoldenRows_AreEqualBitForBit()
    {
        var served = new ServedShop(this);
        var gatherer = new RankerExampleGatherer(
            _examples.States, _examples.Ranker, _examples.Columns, _targets.FitWithout, _workflow,
            RankerDescription.Standard, capacity: 1);
        int compared = 0;
        for (int i = 0; i < _examples.Ranker.Count; i++)
        {
            int state = _examples.Ranker.States[i], item = _examples.Ranker.Items[i];
            int user = _examples.States.Users[state];
            if (_examples.States.Windows[state] != _examples.Windows.Count - 1) continue;
            var trained = gatherer.Gather([i], unknownShare: 0, new Random(1));
            var inputs = served.Gather(user, item);

            AssertSame(trained.UserDense.Span, inputs.UserDense.Span);
            Assert.Equal(trained.UserIds.ToArray(), inputs.UserIds.ToArray());
            Assert.Equal(trained.ItemIds.ToArray(), inputs.ItemIds.ToArray());
            AssertSame(trained.Cross.Span, inputs.Cross.Span);
            // In training the target encoding is out of fold by design; the one that was fitted on all is compared
            // instead.
            AssertSame(trained.ItemDense.Span[..TargetColumn], inputs.ItemDense.Span[..TargetColumn]);
            AssertSame(_examples.Columns[^1].Dense(item), inputs.ItemDense.Span);
            Assert.Equal(_examples.States.TowerIds(state).ToArray(), served.Profile.TowerIds.ToArray());
            AssertSame(_examples.States.TowerWeights(state), served.Profile.TowerWeights);
            compared++;
        }
        Assert.InRange(compared, 200, int.MaxValue);
    }

    [Fact]
    public void Gather_TargetEncoding_DoesNotSeeTheUsersOwnFold()
    {
        var gatherer = new RankerExampleGatherer(
            _examples.States, _examples.Ranker, _examples.Columns, _targets.FitWithout, _workflow,
            RankerDescription.Standard, capacity: 1);
        var row = new float[FeatureSchema.ItemDense.Count];
        for (int i = 0; i < _examples.Ranker.Count; i += 97)
        {
            int state = _examples.Ranker.States[i];
            var columns = _examples.Columns[_examples.States.Windows[state]];
            int fold = WorkflowFitter.FoldOf(_examples.States.Users[state]);
            row[TargetColumn] = _targets.FitWithout(fold)[columns.Content.Category(_examples.Ranker.Items[i])];
            _workflow.ItemDense.Apply(row);

            var inputs = gatherer.Gather([i], unknownShare: 0, new Random(1));

            Assert.Equal(row[TargetColumn], inputs.ItemDense.Span[TargetColumn]);
        }
    }

    private static void AssertSame(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.Equal(
            expected.ToArray().Select(BitConverter.SingleToInt32Bits),
            actual.ToArray().Select(BitConverter.SingleToInt32Bits));

    private static ItemNeighbors Ring(int items) => new(
        [.. Enumerable.Range(0, items + 1).Select(item => item * 2)],
        [.. Enumerable.Range(0, items).SelectMany(item => (int[])[(item + 1) % items, (item + 3) % items])],
        [.. Enumerable.Range(0, items * 2).Select(edge => 0.1f + (edge % 5))]);

    private static ItemVectors Vectors(int rows)
    {
        var random = new Random(11);
        return new ItemVectors([.. Enumerable.Range(0, rows * 12).Select(_ => random.NextSingle() - 0.5f)], 12);
    }

    private static float[] UserVector(int user) => [.. Enumerable.Range(0, 12).Select(i => MathF.Sin(user + i))];

    /// <summary>
    /// What a server would hold: catalogue rows in another order, everything else read back from files.
    /// </summary>
    private sealed class ServedShop
    {
        private readonly FeatureWorkflow _workflow;
        private readonly ItemColumns _items;
        private readonly ItemNeighbors _neighbors;
        private readonly ItemVectors _vectors;
        private readonly Dictionary<int, UserHistory> _histories = [];
        private readonly int[] _rowOfItem;
        private readonly long _nowMs;
        private readonly RankerInputs _inputs = new(RankerDescription.Standard, 1, 4);

        public ServedShop(TrainingServingEqualityTests trained)
        {
            var table = trained._table;
            _nowMs = trained._window.AsOfMs;
            _workflow = Reread(stream => FeatureWorkflowFile.Save(trained._workflow, stream), FeatureWorkflowFile.Load);
            _neighbors = Reread(
                stream => ItemNeighborsFile.Save(trained._neighbors, stream), ItemNeighborsFile.Load);

            // One product more than the model knows, and the rest backwards.
            var catalogue = new ProductColumns();
            catalogue.Upsert(SyntheticShop.Product(100_000));
            for (int item = table.ItemCount - 1; item >= 0; item--) catalogue.Upsert(table.Products[item]);
            _rowOfItem = Array.ConvertAll(table.ItemIds, id => catalogue.TryGetRow(id, out int row) ? row : -1);
            int[] modelRows = [.. Enumerable.Range(0, catalogue.Count).Select(row => Array.IndexOf(_rowOfItem, row))];

            var statistics = new ItemStatistics(table.ItemCount);
            for (int row = 0; row < trained._window.Start; row++) Store(table, row, statistics);
            Product?[] products = [.. Enumerable.Range(0, catalogue.Count).Select(row => catalogue.ProductAt(row))];
            _items = Reread(stream => ItemStatisticsFile.Save(statistics, stream), path =>
            {
                using var counters = ItemStatisticsFile.Open(path);
                return ItemColumns.Build(_workflow, ItemContent.Build(_workflow, products, modelRows), counters);
            });
            var vectors = new float[catalogue.Count * 12];
            for (int item = 0; item < table.ItemCount; item++)
                trained._itemVectors[item].CopyTo(vectors.AsSpan(_rowOfItem[item] * 12));
            _vectors = new ItemVectors(vectors, 12);
        }

        public UserProfile Profile { get; } = new();

        public RankerInputs Gather(int user, int item)
        {
            Profile.Load(_workflow, _items, _neighbors, _histories.GetValueOrDefault(user) ?? new UserHistory(), "",
                _nowMs);
            Profile.Normalize(_workflow.UserDense);
            _inputs.Gather(_workflow, _items, Profile, _vectors, UserVector(user), [_rowOfItem[item]]);
            return _inputs;
        }

        private void Store(InteractionTable table, int row, ItemStatistics statistics)
        {
            int user = table.Users[row], item = table.Items[row];
            if (!_histories.TryGetValue(user, out var history)) _histories.Add(user, history = new UserHistory());
            var happened = new HistoryEvent(
                item, table.TimesMs[row], table.Prices[row], table.Quantities[row], InteractionType.Purchase);
            statistics.Apply(happened, history.PurchasedRows.Contains(_rowOfItem[item]));
            history.Apply(happened with { ProductRow = _rowOfItem[item] }, table.CountryNames[table.Countries[row]]);
        }

        private static T Reread<T>(Action<Stream> save, Func<string, T> load)
        {
            string path = Path.GetTempFileName();
            try
            {
                using (var stream = File.Create(path)) save(stream);
                return load(path);
            }
            finally
            {
                File.Delete(path);
            }
        }

        private static T Reread<T>(Action<Stream> save, Func<Stream, T> load)
        {
            using var stream = new MemoryStream();
            save(stream);
            stream.Position = 0;
            return load(stream);
        }
    }
}
