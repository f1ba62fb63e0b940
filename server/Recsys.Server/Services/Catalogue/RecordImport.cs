using Grpc.Core;
using Recsys.Server.Errors;
using Recsys.Server.Services.Validation;
using Recsys.Storage;
using Recsys.Storage.Catalogue;

namespace Recsys.Server.Services.Catalogue;

/// <summary>
/// One stream of records into the store: each message is checked record by record, and what is right is upserted in
/// one go. While one message is written the next is read and checked; a further one waits in the connection, so a fast
/// client is slowed and memory stays at two messages.
/// </summary>
/// <typeparam name="TMessage">The record in the contract.</typeparam>
/// <typeparam name="TRecord">The record in the store.</typeparam>
/// <param name="catalogue">Where they go.</param>
/// <param name="field">The messages' field, for example <c>products</c>.</param>
/// <param name="idOf">A record's id as it was sent.</param>
/// <param name="read">Checks a record, which is said to be at a path, and reads it.</param>
internal sealed class RecordImport<TMessage, TRecord>(
    RecordCatalogue<TRecord> catalogue, string field, Func<TMessage, string> idOf,
    Func<Violations, string, TMessage, TRecord> read)
    where TRecord : class
{
    /// <summary>Most records of one message.</summary>
    public const int MostRecords = 1000;

    /// <summary>Most rejections that are told one by one; all are counted.</summary>
    public const int MostRejections = 100;

    private const string Path = "record";
    private readonly List<RecordRejection> _rejections = [];
    private long _read;

    /// <summary>Records added.</summary>
    public long Created { get; private set; }

    /// <summary>Records replaced.</summary>
    public long Updated { get; private set; }

    /// <summary>Records rejected.</summary>
    public long Rejected { get; private set; }

    /// <summary>The first <see cref="MostRejections"/> of them, in the stream's order.</summary>
    public IReadOnlyList<RecordRejection> Rejections => _rejections;

    /// <summary>Takes the whole stream in. What was written before a failure stays.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: a message has no records or too many.</exception>
    public async Task RunAsync<TRequest>(
        IAsyncStreamReader<TRequest> stream, Func<TRequest, IReadOnlyList<TMessage>> recordsOf,
        CancellationToken cancellation)
    {
        var writing = Task.CompletedTask;
        try
        {
            while (await MoveNextAsync(stream, cancellation))
            {
                var batch = Check(recordsOf(stream.Current));
                await writing;
                writing = WriteAsync(batch, cancellation);
            }
            await writing;
        }
        finally
        {
            // A stream that broke leaves a write under way: nobody else will look at how it ends.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async ValueTask<bool> MoveNextAsync<TRequest>(
        IAsyncStreamReader<TRequest> stream, CancellationToken cancellation)
    {
        try
        {
            return await stream.MoveNext(cancellation);
        }
        catch (IOException)
        {
            // The connection broke before the call was cancelled for it; the disk has no part in reading.
            throw RpcErrors.GivenUp();
        }
    }

    private Batch Check(IReadOnlyList<TMessage> records)
    {
        var wrong = new Violations();
        wrong.Count(field, records.Count, 1, MostRecords);
        wrong.ThrowIfAny();
        var batch = new Batch();
        for (int i = 0; i < records.Count; i++, _read++)
        {
            var violations = new Violations();
            var record = read(violations, Path, records[i]);
            string id = idOf(records[i]);
            if (violations.None) batch.Add(_read, id, record);
            else batch.Reject(_read, id, violations.Found[0].Field, violations.Found[0].Description);
        }
        return batch;
    }

    private async Task WriteAsync(Batch batch, CancellationToken cancellation)
    {
        IReadOnlyList<WriteResult<TRecord>> results =
            batch.Records.Count == 0 ? [] : await catalogue.UpsertManyAsync(batch.Records, cancellation);
        for (int i = 0; i < results.Count; i++)
        {
            if (results[i].Outcome == WriteOutcome.Created) Created++;
            else if (results[i].Outcome == WriteOutcome.Updated) Updated++;
            // The rules here are at least as strict as the store's, so this is for what only the store can know.
            else if (results[i].Violation is { } violation)
                batch.Reject(batch.Indexes[i], batch.Ids[i], violation.Field, violation.Problem + ".");
            else throw new InvalidOperationException($"An upsert ended as {results[i].Outcome}.");
        }
        Rejected += batch.Rejections.Count;
        batch.Rejections.Sort((a, b) => a.Index.CompareTo(b.Index));
        _rejections.AddRange(batch.Rejections.Take(MostRejections - _rejections.Count));
    }

    private static string FieldOf(string path) =>
        path.StartsWith(Path + ".", StringComparison.Ordinal) ? path[(Path.Length + 1)..] : path;

    private static string Cut(string id)
    {
        const int Most = StorageLimits.IdLength;
        if (id.Length <= Most) return id;
        // Half of a surrogate pair is no text that an answer can carry.
        return id[..(char.IsHighSurrogate(id[Most - 1]) ? Most - 1 : Most)];
    }

    private sealed class Batch
    {
        public List<long> Indexes { get; } = [];
        public List<string> Ids { get; } = [];
        public List<TRecord> Records { get; } = [];
        public List<RecordRejection> Rejections { get; } = [];

        public void Add(long index, string id, TRecord record)
        {
            Indexes.Add(index);
            Ids.Add(id);
            Records.Add(record);
        }

        public void Reject(long index, string id, string path, string description) =>
            Rejections.Add(new RecordRejection(index, Cut(id), FieldOf(path), description));
    }
}
