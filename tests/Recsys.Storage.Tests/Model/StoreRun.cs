using Recsys.Pipeline.Catalogue;
using Recsys.Pipeline.Interactions;
using Recsys.Storage.Catalogue;
using Recsys.Storage.Interactions;
using Recsys.Storage.Tests.State;

namespace Recsys.Storage.Tests.Model;

/// <summary>
/// One run: the same steps through a store and through the model. What the store must answer follows from the order in
/// which it is asked, so the model answers at once; the store's answers are looked at when a step waits for them.
/// </summary>
/// <param name="journalMaxBytes">How much of the journal is kept; null for all.</param>
/// <param name="slowDisk">Whether every read of what is not in memory waits for other threads.</param>
internal sealed class StoreRun(long? journalMaxBytes, bool slowDisk) : IAsyncDisposable
{
    private const int Window = 1024, CrowdSize = 4000;
    private readonly StoreModel _model = new(Window);
    private readonly List<Interaction> _sent = [];
    private readonly List<Task> _open = [];
    private TempFolder _folder = new();
    private RecsysStore? _store;
    private InteractionStream? _stream;
    private long _batch;
    private int _next;

    private RecsysStore Store => _store!;

    public async Task RunAsync(StoreStep[] steps)
    {
        await OpenAsync(checkpointOnClose: false, mayWarn: false);
        foreach (var step in steps)
        {
            if (step.Verb >= StoreVerb.Checkpoint) await AnswersAsync();
            switch (step.Verb)
            {
                case StoreVerb.Checkpoint:
                    _open.Add(Store.CheckpointAsync());
                    break;
                case StoreVerb.Close:
                    await Store.DisposeAsync();
                    await OpenAsync(checkpointOnClose: step.Size % 2 == 0, mayWarn: false);
                    break;
                case StoreVerb.Crash or StoreVerb.CrashInCheckpoint:
                    await CrashAsync(step.Verb == StoreVerb.CrashInCheckpoint);
                    break;
                default:
                    Ask(step);
                    break;
            }
            if (!step.Waits) continue;
            await AnswersAsync();
            await StoreComparison.CompareAsync(_model, Store, _folder.Path);
        }
        await AnswersAsync();
        await CrashAsync(inCheckpoint: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        _folder.Dispose();
    }

    private async Task OpenAsync(bool checkpointOnClose, bool mayWarn)
    {
        _store = await RecsysStore.OpenAsync(Samples.Options(_folder) with
        {
            CheckpointOnClose = checkpointOnClose,
            DuplicateWindow = Window,
            OpenStateDevice = slowDisk ? (path, faults) => new WaitingStateDevice(path, faults) : null,
            CheckpointEveryBytes = 1 << 20,
            JournalMaxBytes = journalMaxBytes,
            CompactFromBytes = 1 << 20,
        });
        if (!mayWarn) Assert.Empty(Store.Recovery.Warnings);
        if (_stream is not null)
        {
            _stream = await Store.Interactions.ResumeStreamAsync(_stream.Id, 1);
            Assert.Equal(_batch, _stream.LastBatch);
        }
        await StoreComparison.CompareAsync(_model, Store, _folder.Path);
    }

    // What lies on disk is all that the next store gets to see; the one before goes on with the files it leaves behind.
    private async Task CrashAsync(bool inCheckpoint)
    {
        var checkpoint = inCheckpoint ? Store.CheckpointAsync() : Task.CompletedTask;
        var crashed = _folder.Copy();
        await checkpoint;
        await Store.DisposeAsync();
        _store = null;
        _folder.Dispose();
        _folder = crashed;
        // A copy is no moment: files of a checkpoint may be missing from it, which is said and got around.
        await OpenAsync(checkpointOnClose: false, mayWarn: inCheckpoint);
    }

    private async Task AnswersAsync()
    {
        await Task.WhenAll(_open);
        _open.Clear();
    }

    private void Ask(StoreStep step)
    {
        var product = Samples.Product(step.Subject) with { Title = $"title {_next}" };
        string name = $"name {_next++}";
        var customer = new Customer { Id = $"customer-{step.Subject % 4}", DisplayName = name, Country = name };
        switch (step.Verb)
        {
            case StoreVerb.Append:
                Append([.. Enumerable.Range(0, step.Size).Select(i => Make(step, i))]);
                break;
            case StoreVerb.AppendAgain:
                Append([.. _sent.TakeLast(step.Size), Make(step, 0), .. _sent.Take(step.Subject)]);
                break;
            case StoreVerb.AppendCrowd:
                Append(
                    [.. Enumerable.Range(0, CrowdSize).Select(i => Make(step, i) with { CustomerId = $"crowd-{i}" })]);
                break;
            case StoreVerb.AppendToStream:
                _stream ??= Store.Interactions.OpenStream();
                long batch = ++_batch;
                Append(
                    [.. Enumerable.Range(0, step.Size).Select(i => Make(step, i)), .. _sent.TakeLast(1)],
                    items => _stream.AppendAsync(batch, items));
                break;
            case StoreVerb.CreateProduct:
                Expect(
                    _model.PutProduct(_model.Products.Create(product.Id, product.Title), product.Id),
                    Store.Products.CreateAsync(product));
                break;
            case StoreVerb.UpdateProduct:
                string etag = Etag(_model.Products, product.Id, step.Size);
                Expect(
                    _model.Products.Update(product.Id, product.Title, etag), Store.Products.UpdateAsync(product, etag));
                break;
            case StoreVerb.UpsertProducts:
                Product[] products = [product, Samples.Product(step.Size % 6), product with { Title = "the later" }];
                Expect(
                    [.. products.Select(one => _model.PutProduct(_model.Products.Put(one.Id, one.Title), one.Id))],
                    Store.Products.UpsertManyAsync(products));
                break;
            case StoreVerb.DeleteProduct:
                etag = Etag(_model.Products, product.Id, step.Size);
                Expect(_model.Products.Delete(product.Id, etag), Store.Products.DeleteAsync(product.Id, etag));
                break;
            default:
                AskOfCustomer(step, customer);
                break;
        }
    }

    private void AskOfCustomer(StoreStep step, Customer customer)
    {
        string etag = Etag(_model.Customers, customer.Id, step.Size);
        switch (step.Verb)
        {
            case StoreVerb.CreateCustomer:
                Expect(
                    _model.Customers.Create(customer.Id, customer.DisplayName), Store.Customers.CreateAsync(customer));
                break;
            case StoreVerb.UpdateCustomer:
                Expect(
                    _model.Customers.Update(customer.Id, customer.DisplayName, etag),
                    Store.Customers.UpdateAsync(customer, etag));
                break;
            case StoreVerb.UpsertCustomers:
                Customer[] customers = [customer, new Customer { Id = $"customer-{step.Size % 4}" }];
                Expect(
                    [.. customers.Select(one => _model.Customers.Put(one.Id, one.DisplayName))],
                    Store.Customers.UpsertManyAsync(customers));
                break;
            default:
                string id = step.Size % 7 == 0 ? $"crowd-{step.Subject}" : customer.Id;
                etag = Etag(_model.Customers, id, step.Size);
                var expected = _model.Erase(id, etag);
                var erase = Store.Customers.EraseAsync(id, etag);
                _open.Add(CheckAsync());
                break;

                async Task CheckAsync() => Assert.Equal(expected, (await erase).Outcome);
        }
    }

    // Mostly whatever is there, sometimes the right one, sometimes one that never was.
    private static string Etag(ModelRecords records, string id, int size) => (size % 4) switch
    {
        0 when records.Texts.ContainsKey(id) => records.EtagOf(id),
        1 => "stale",
        _ => "",
    };

    // Late and early ones, of customers, of sessions, of both, some for a product that does not exist.
    private Interaction Make(StoreStep step, int i)
    {
        int number = _next++;
        return Samples.Interaction(number, number % 5 == 0 ? "" : $"customer-{number % 4}", step.Subject + (i % 3)) with
        {
            SessionId = number % 5 == 0 || number % 3 == 0 ? $"visit-{number % 7}" : "",
            Type = (InteractionType)(1 + (number % 5)),
            TimeMs = Samples.StartMs + (number * 10) - (i * 37),
        };
    }

    private void Append(List<Interaction> items, Func<List<Interaction>, Task<AppendResult>>? ask = null)
    {
        _sent.AddRange(items);
        var expected = items.ConvertAll(_model.Append);
        var append = ask is null ? Store.Interactions.AppendAsync(items) : ask(items);
        _open.Add(CheckAsync());

        async Task CheckAsync() =>
            Assert.Equal(expected, (await append).Outcomes.Select(outcome => outcome.Status));
    }

    private void Expect<T>(WriteOutcome expected, Task<WriteResult<T>> write) => _open.Add(CheckAsync(expected, write));

    private void Expect<T>(WriteOutcome[] expected, Task<IReadOnlyList<WriteResult<T>>> writes) =>
        _open.Add(CheckAsync(expected, writes));

    private static async Task CheckAsync<T>(WriteOutcome expected, Task<WriteResult<T>> write) =>
        Assert.Equal(expected, (await write).Outcome);

    private static async Task CheckAsync<T>(WriteOutcome[] expected, Task<IReadOnlyList<WriteResult<T>>> writes) =>
        Assert.Equal(expected, (await writes).Select(write => write.Outcome));
}
