using FsCheck;
using FsCheck.Fluent;
using Recsys.Pipeline.Features;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;
using Recsys.Storage.Tests.Histories;

namespace Recsys.Storage.Tests;

/// <summary>
/// Drives the store and a model of plain collections through the same random steps, and compares them all the way.
/// </summary>
public class StoreModelTests
{
    private enum Verb
    {
        Append,
        AppendAgain,
        Create,
        Update,
        StaleUpdate,
        Delete,
        Checkpoint,
        Close,
        Crash,
    }

    [Fact]
    public void AnySteps_StoreAndModel_Agree() => Property.Holds(Steps, steps =>
    {
        RunAsync(steps).GetAwaiter().GetResult();
        return true;
    }, count: 10);

    private static Gen<(Verb Verb, int Subject, int Size)[]> Steps { get; } =
        (from verb in Gen.Frequency(
            (6, Gen.Constant(Verb.Append)), (2, Gen.Constant(Verb.AppendAgain)), (4, Gen.Constant(Verb.Create)),
            (3, Gen.Constant(Verb.Update)), (1, Gen.Constant(Verb.StaleUpdate)), (2, Gen.Constant(Verb.Delete)),
            (2, Gen.Constant(Verb.Checkpoint)), (1, Gen.Constant(Verb.Close)), (1, Gen.Constant(Verb.Crash)))
         from subject in Gen.Choose(0, 5)
         from size in Gen.Choose(1, 60)
         select (verb, subject, size)).ArrayOf(30);

    private static async Task RunAsync((Verb Verb, int Subject, int Size)[] steps)
    {
        var folder = new TempFolder();
        var model = new Model();
        var store = await RecsysStore.OpenAsync(Samples.Options(folder));
        foreach (var (verb, subject, size) in steps)
        {
            switch (verb)
            {
                case Verb.Close:
                    await store.DisposeAsync();
                    store = await RecsysStore.OpenAsync(
                        Samples.Options(folder) with { CheckpointOnClose = size % 2 == 0 });
                    Assert.Empty(store.Recovery.Warnings);
                    break;
                case Verb.Crash:
                    var crashed = folder.Copy();
                    await store.DisposeAsync();
                    folder.Dispose();
                    folder = crashed;
                    store = await RecsysStore.OpenAsync(Samples.Options(folder));
                    Assert.Empty(store.Recovery.Warnings);
                    break;
                case Verb.Checkpoint:
                    await store.CheckpointAsync();
                    break;
                default:
                    await model.StepAsync(store, verb, subject, size);
                    break;
            }
            await model.CompareAsync(store);
        }
        await store.DisposeAsync();
        folder.Dispose();
    }

    private sealed class Model
    {
        private readonly Dictionary<string, Interaction> _taken = [];
        private readonly List<Interaction> _journal = [];
        private readonly Dictionary<string, UserHistory> _histories = [];
        private readonly SortedDictionary<string, string> _titles = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _rows = [];
        private readonly HashSet<string> _etags = [];
        private int _next;

        public async Task StepAsync(RecsysStore store, Verb verb, int subject, int size)
        {
            var product = Samples.Product(subject) with { Title = $"title {_next++}" };
            bool exists = _titles.ContainsKey(product.Id);
            switch (verb)
            {
                case Verb.Append:
                    await AppendAsync(
                        store, [.. Enumerable.Range(0, size).Select(i => Make(_next++, subject + (i % 3), i))]);
                    break;
                case Verb.AppendAgain:
                    await AppendAsync(store, [.. _journal.TakeLast(size), Make(_next++, subject, 0)]);
                    break;
                case Verb.Create:
                    var created = await store.Products.CreateAsync(product);
                    Assert.Equal(exists ? WriteOutcome.AlreadyExists : WriteOutcome.Created, created.Outcome);
                    if (!exists) Put(product.Id, product.Title, created.Stored!.Etag);
                    break;
                case Verb.Update:
                    string etag = exists && size % 2 == 0 ? (await store.Products.GetAsync(product.Id))!.Etag : "";
                    var updated = await store.Products.UpdateAsync(product, etag);
                    Assert.Equal(exists ? WriteOutcome.Updated : WriteOutcome.NotFound, updated.Outcome);
                    if (exists) Put(product.Id, product.Title, updated.Stored!.Etag);
                    break;
                case Verb.StaleUpdate:
                    var stale = await store.Products.UpdateAsync(product, "stale");
                    Assert.Equal(exists ? WriteOutcome.EtagMismatch : WriteOutcome.NotFound, stale.Outcome);
                    break;
                default:
                    var deleted = await store.Products.DeleteAsync(product.Id);
                    Assert.Equal(exists ? WriteOutcome.Deleted : WriteOutcome.NotFound, deleted.Outcome);
                    _titles.Remove(product.Id);
                    break;
            }
        }

        public async Task CompareAsync(RecsysStore store)
        {
            var listed = await store.Products.ListAsync("", 100);
            Assert.Equal(
                _titles.Select(pair => (pair.Key, pair.Value)),
                listed.Items.Select(item => (item.Value.Id, item.Value.Title)));
            Assert.Equal(_rows.Count, store.Products.Columns.Count);
            foreach (var (id, row) in _rows)
            {
                Assert.Equal(id, store.Products.Columns[row]!.Id);
                Assert.Equal(!_titles.ContainsKey(id), store.Products.Columns[row]!.Deleted);
            }
            foreach (var (customer, history) in _histories)
                HistoryLayoutTests.AssertSame(history, await store.Histories.ReadAsync(customer));
            Assert.Equal(_histories.Count, store.Statistics.Histories);
            Assert.Equal(_journal.Count, store.Interactions.Count);
            int at = 0;
            await foreach (var item in store.Interactions.ReadAllAsync())
                Assert.Equal(_journal[at++], item.Interaction);
            Assert.Equal(_journal.Count, at);
        }

        private static Interaction Make(int number, int product, int step) =>
            Samples.Interaction(number, $"customer-{number % 4}", product) with
            {
                Type = (InteractionType)(1 + (number % 5)),
                TimeMs = Samples.StartMs + (number * 10) - (step * 37),
            };

        private async Task AppendAsync(RecsysStore store, List<Interaction> items)
        {
            var result = await store.Interactions.AppendAsync(items);
            for (int i = 0; i < items.Count; i++) Assert.Equal(Expect(items[i]), result.Outcomes[i].Status);
        }

        private AppendStatus Expect(Interaction item)
        {
            if (!_titles.ContainsKey(item.ProductId)) return AppendStatus.Rejected;
            if (!_taken.TryAdd(item.Id, item)) return AppendStatus.Duplicate;
            _journal.Add(item);
            if (!_histories.TryGetValue(item.CustomerId, out var history))
                _histories[item.CustomerId] = history = new UserHistory();
            history.Apply(
                new HistoryEvent(
                    _rows[item.ProductId], item.TimeMs, item.Price, item.Quantity, item.Type), item.Country);
            return AppendStatus.Accepted;
        }

        private void Put(string id, string title, string etag)
        {
            _titles[id] = title;
            _rows.TryAdd(id, _rows.Count);
            Assert.True(_etags.Add($"{id} {etag}"));
        }
    }
}
