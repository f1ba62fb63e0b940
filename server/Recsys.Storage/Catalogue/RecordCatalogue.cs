using Recsys.Storage.Records;
using Recsys.Storage.State;
using Recsys.Storage.Writing;

namespace Recsys.Storage.Catalogue;

/// <summary>Stored records of one kind: create, get, update, list.</summary>
/// <typeparam name="T">Product or customer.</typeparam>
/// <remarks>
/// A write is durable, and seen by every read that starts later, when its task ends. A disk that is full throws
/// <see cref="Errors.StorageFullException"/> with nothing written. Times of creation and change are the store's.
/// </remarks>
public abstract class RecordCatalogue<T> : IDisposable
    where T : class
{
    private const int SearchedAtOnce = 512;
    private readonly EntityKind<T> _kind;
    private readonly IdOrder _ids;
    private readonly SessionPool<EntitySession> _sessions;

    private protected RecordCatalogue(EntityKind<T> kind, StateStore store, IdOrder ids, StoreWriter writer)
    {
        (_kind, _ids, Writer) = (kind, ids, writer);
        _sessions = new SessionPool<EntitySession>(() => new EntitySession(store.Kv), Environment.ProcessorCount * 2);
    }

    /// <summary>How many there are.</summary>
    public long Count => _ids.Count;

    private protected StoreWriter Writer { get; }

    /// <summary>Reads one.</summary>
    /// <returns>The record, or null when there is none of this id.</returns>
    public async ValueTask<Stored<T>?> GetAsync(string id, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (id.Length is 0 or > StorageLimits.IdLength) return null;
        var session = _sessions.Rent();
        bool finished = false;
        try
        {
            var bytes = await session.ReadAsync(_kind.StateKey, id, cancellation);
            finished = true;
            return bytes is null ? null : Decode(id, bytes);
        }
        finally
        {
            // A session whose read was given up still has it pending and is not used again.
            if (finished) _sessions.Return(session);
            else session.Dispose();
        }
    }

    /// <summary>Makes one.</summary>
    /// <returns>Created, AlreadyExists or Invalid.</returns>
    public Task<WriteResult<T>> CreateAsync(T value, CancellationToken cancellation = default) =>
        WriteAsync(EntityVerb.Create, value, "", cancellation);

    /// <summary>Replaces one that exists.</summary>
    /// <param name="value">The record as it is to be.</param>
    /// <param name="etag">Replace only what still has this etag; empty replaces whatever is there.</param>
    /// <param name="cancellation">Stops waiting; whether it was written is then unknown.</param>
    /// <returns>Updated, NotFound, EtagMismatch or Invalid.</returns>
    public Task<WriteResult<T>> UpdateAsync(T value, string etag = "", CancellationToken cancellation = default) =>
        WriteAsync(EntityVerb.Update, value, etag, cancellation);

    /// <summary>
    /// Makes or replaces many, each on its own. About 8 MiB go into one commit: where the disk fails in the middle,
    /// earlier ones stay, and doing all of it again does no harm.
    /// </summary>
    /// <param name="values">At most <see cref="StorageLimits.RecordsPerUpsert"/>; where an id is there twice, the later
    /// one holds. Must not change until the call returns.</param>
    /// <param name="cancellation">Stops waiting; whether they were written is then unknown.</param>
    /// <returns>Created, Updated or Invalid for each, in the order given.</returns>
    public async Task<IReadOnlyList<WriteResult<T>>> UpsertManyAsync(
        IReadOnlyList<T> values, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count > StorageLimits.RecordsPerUpsert)
        {
            throw new ArgumentException(
                $"A bulk upsert takes at most {StorageLimits.RecordsPerUpsert} records, not {values.Count}.",
                nameof(values));
        }
        var mutation = new EntityMutation<T>(_kind, EntityVerb.Upsert, values, "");
        await Writer.AddAsync(mutation, cancellation);
        return await mutation.Result.WaitAsync(cancellation);
    }

    /// <summary>Lists records in ordinal order of their ids.</summary>
    /// <param name="afterId">Begin after this id, which need not exist; empty begins at the first.</param>
    /// <param name="pageSize">1 – <see cref="StorageLimits.PageSize"/>.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<Page<T>> ListAsync(string afterId, int pageSize, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(afterId);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, StorageLimits.PageSize);
        // One more than asked for tells whether there is a next page.
        var ids = _ids.After(afterId, pageSize + 1);
        var items = new List<Stored<T>>(Math.Min(pageSize, ids.Count));
        for (int i = 0; i < Math.Min(pageSize, ids.Count); i++)
        {
            // Null: deleted since the ids were read.
            if (await GetAsync(ids[i], cancellation) is { } stored) items.Add(stored);
        }
        return new Page<T>(items, ids.Count > pageSize ? ids[pageSize - 1] : "", Count);
    }

    /// <summary>
    /// Looks through records in ordinal order of their ids for those that match; there is no index, so a call looks at
    /// a bounded number of them.
    /// </summary>
    /// <param name="matches">Which are wanted.</param>
    /// <param name="afterId">Begin after this id, which need not exist; empty begins at the first.</param>
    /// <param name="pageSize">Records wanted, 1 – <see cref="StorageLimits.PageSize"/>.</param>
    /// <param name="mostExamined">Records to look at, at least 1.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>What was found; where there is more to look at, <see cref="Page{T}.NextAfterId"/> goes on.</returns>
    public async Task<Page<T>> SearchAsync(
        Func<T, bool> matches, string afterId, int pageSize, int mostExamined, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(afterId);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, StorageLimits.PageSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostExamined, 1);
        var items = new List<Stored<T>>();
        while (true)
        {
            int wanted = Math.Min(SearchedAtOnce, mostExamined);
            // One more tells whether there is more to look at.
            var ids = _ids.After(afterId, wanted + 1);
            for (int i = 0; i < Math.Min(wanted, ids.Count); i++)
            {
                afterId = ids[i];
                if (Peek(afterId) is { } seen && !matches(seen)) continue;
                if (await GetAsync(afterId, cancellation) is not { } stored || !matches(stored.Value)) continue;
                items.Add(stored);
                if (items.Count == pageSize) return new Page<T>(items, i + 1 < ids.Count ? afterId : "", Count);
            }
            if (ids.Count <= wanted) return new Page<T>(items, "", Count);
            mostExamined -= wanted;
            if (mostExamined == 0) return new Page<T>(items, afterId, Count);
        }
    }

    /// <summary>Ends reading.</summary>
    public void Dispose()
    {
        _sessions.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A record that is in memory anyway, and saves reading it; null where it is not.</summary>
    private protected virtual T? Peek(string id) => null;

    /// <summary>Reads a part of a record, without the rest of it.</summary>
    private protected async ValueTask<TPart> ReadPartAsync<TPart>(
        string id, RecordPart<TPart> part, CancellationToken cancellation)
    {
        var session = _sessions.Rent();
        bool finished = false;
        try
        {
            var value = await session.ReadPartAsync(_kind.StateKey, id, part, cancellation);
            finished = true;
            return value;
        }
        finally
        {
            if (finished) _sessions.Return(session);
            else session.Dispose();
        }
    }

    private async Task<WriteResult<T>> WriteAsync(EntityVerb verb, T value, string etag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(etag);
        var mutation = new EntityMutation<T>(_kind, verb, [value], etag);
        await Writer.AddAsync(mutation, cancellation);
        return (await mutation.Result.WaitAsync(cancellation))[0];
    }

    private Stored<T>? Decode(string id, byte[] bytes)
    {
        var reader = new RecordReader(bytes);
        var head = EntityHead.Read(ref reader);
        return head.Deleted ? null : new Stored<T>(_kind.Read(id, head, ref reader), head.Etag);
    }
}
